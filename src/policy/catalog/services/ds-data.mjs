// AWS Directory Service Data. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"ds-data","name":"AWS Directory Service Data",
"keys":[
["aws:ResourceTag/${TagKey}","String"],
["ds-data:Identifier","String"],
["ds-data:MemberName","String"],
["ds-data:MemberRealm","String"],
["ds-data:Realm","String"],
["ds-data:SAMAccountName","String"]
],
"resources":[
["directory","arn:${Partition}:ds:${Region}:${Account}:directory/${DirectoryId}",[0]]
],
"actions":[
["AddGroupMember","W",[[0,1]],[1,2,3,4,5]],
["CreateGroup","W",[[0,1]],[1,4,5]],
["CreateUser","W",[[0,1]],[1,4,5]],
["DeleteGroup","W",[[0,1]],[1,4,5]],
["DeleteUser","W",[[0,1]],[1,4,5]],
["DescribeGroup","R",[[0,1]],[1,4,5]],
["DescribeUser","R",[[0,1]],[1,4,5]],
["DisableUser","W",[[0,1]],[1,4,5]],
["ListGroupMembers","L",[[0,1]],[1,3,4,5]],
["ListGroups","L",[[0,1]],[4]],
["ListGroupsForMember","L",[[0,1]],[1,3,4,5]],
["ListUsers","L",[[0,1]],[4]],
["RemoveGroupMember","W",[[0,1]],[1,2,3,4,5]],
["SearchGroups","R",[[0,1]],[4]],
["SearchUsers","R",[[0,1]],[4]],
["UpdateGroup","W",[[0,1]],[1,4,5]],
["UpdateUser","W",[[0,1]],[1,4,5]]
]};
