// Amazon Application Recovery Controller - Zonal Shift. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"arc-zonal-shift","name":"Amazon Application Recovery Controller - Zonal Shift",
"keys":[
["arc-zonal-shift:ResourceIdentifier","String"],
["aws:ResourceTag/${TagKey}","String"],
["elasticloadbalancing:ResourceTag/${TagKey}","String"]
],
"resources":[
["ALB","arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/app/${LoadBalancerName}/${LoadBalancerId}",[0,1,2]],
["NLB","arn:${Partition}:elasticloadbalancing:${Region}:${Account}:loadbalancer/net/${LoadBalancerName}/${LoadBalancerId}",[0,1,2]]
],
"actions":[
["CancelPracticeRun","W",[[0,1],[1,1]],[0,1,2]],
["CancelZonalShift","W",[[0,1],[1,1]],[0,1,2]],
["CreatePracticeRunConfiguration","W",[[0,1],[1,1]],[0,1,2]],
["DeletePracticeRunConfiguration","W",[[0,1],[1,1]],[0,1,2]],
["GetAutoshiftObserverNotificationStatus","R"],
["GetManagedResource","R",[[0,1],[1,1]],[0,1,2]],
["ListAutoshifts","L"],
["ListManagedResources","L"],
["ListZonalShifts","L"],
["StartPracticeRun","W",[[0,1],[1,1]],[0,1,2]],
["StartZonalShift","W",[[0,1],[1,1]],[0,1,2]],
["UpdateAutoshiftObserverNotificationStatus","W"],
["UpdatePracticeRunConfiguration","W",[[0,1],[1,1]],[0,1,2]],
["UpdateZonalAutoshiftConfiguration","W",[[0,1],[1,1]],[0,1,2]],
["UpdateZonalShift","W",[[0,1],[1,1]],[0,1,2]]
]};
