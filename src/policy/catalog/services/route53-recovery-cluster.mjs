// Amazon Route 53 Recovery Cluster. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"route53-recovery-cluster","name":"Amazon Route 53 Recovery Cluster",
"keys":[
["route53-recovery-cluster:AllowSafetyRulesOverrides","Bool"]
],
"resources":[
["routingcontrol","arn:${Partition}:route53-recovery-control::${Account}:controlpanel/${ControlPanelId}/routingcontrol/${RoutingControlId}"]
],
"actions":[
["GetRoutingControlState","R",[[0,1]]],
["ListRoutingControls","R"],
["UpdateRoutingControlState","W",[[0,1]],[0]],
["UpdateRoutingControlStates","W",[[0,1]],[0]]
]};
