// AWS Account Management. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"account","name":"AWS Account Management",
"keys":[
["account:AccountResourceOrgPaths","ArrayOfString"],
["account:AccountResourceOrgTags/${TagKey}","String"],
["account:AlternateContactTypes","ArrayOfString"],
["account:EmailTargetDomain","String"],
["account:TargetRegion","String"]
],
"resources":[
["account","arn:${Partition}:account::${Account}:account"],
["accountInOrganization","arn:${Partition}:account::${ManagementAccountId}:account/o-${OrganizationId}/${MemberAccountId}"]
],
"actions":[
["AcceptPrimaryEmailUpdate","W",[[1,0]],[3]],
["CloseAccount","W",[[0,0]]],
["DeleteAlternateContact","W",[[0,0],[1,0]],[2]],
["DisableRegion","W",[[0,0],[1,0]],[4]],
["EnableRegion","W",[[0,0],[1,0]],[4]],
["GetAccountInformation","R",[[0,0],[1,0]]],
["GetAlternateContact","R",[[0,0],[1,0]],[2]],
["GetContactInformation","R",[[0,0],[1,0]]],
["GetGovCloudAccountInformation","R",[[0,0],[1,0]]],
["GetPrimaryEmail","R",[[1,0]]],
["GetPrimaryEmailUpdateStatus","R",[[1,0]]],
["GetRegionOptStatus","R",[[0,0],[1,0]],[4]],
["ListRegions","L",[[0,0],[1,0]]],
["PutAccountName","W",[[0,0],[1,0]]],
["PutAlternateContact","W",[[0,0],[1,0]],[2]],
["PutContactInformation","W",[[0,0],[1,0]]],
["StartPrimaryEmailUpdate","W",[[1,0]],[3]]
]};
