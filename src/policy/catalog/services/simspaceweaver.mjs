// AWS SimSpace Weaver. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"simspaceweaver","name":"AWS SimSpace Weaver",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["Simulation","arn:${Partition}:simspaceweaver:${Region}:${Account}:simulation/${SimulationName}",[1]]
],
"actions":[
["CreateSnapshot","W",[[0,1,[1]]]],
["DeleteApp","W",[[0,1,[1]]]],
["DeleteSimulation","W",[[0,1,[1]]]],
["DescribeApp","R",[[0,1,[1]]]],
["DescribeSimulation","R",[[0,1,[1]]]],
["ListApps","R",[[0,1,[1]]]],
["ListSimulations","L"],
["ListTagsForResource","R"],
["StartApp","W",[[0,1,[1]]]],
["StartClock","W",[[0,1,[1]]]],
["StartSimulation","W",[],[0,2]],
["StopApp","W",[[0,1,[1]]]],
["StopClock","W",[[0,1,[1]]]],
["StopSimulation","W",[[0,1,[1]]]],
["TagResource","T",[[0,1,[0,1,2]]]],
["UntagResource","T",[[0,1,[1,2]]]]
]};
