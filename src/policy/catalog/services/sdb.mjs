// Amazon SimpleDB. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sdb","name":"Amazon SimpleDB",
"keys":[],
"resources":[
["domain","arn:${Partition}:sdb:${Region}:${Account}:domain/${DomainName}"],
["export","arn:${Partition}:sdb:${Region}:${Account}:domain/${DomainName}/export/${ExportUUID}"]
],
"actions":[
["BatchDeleteAttributes","W",[[0,1]]],
["BatchPutAttributes","W",[[0,1]]],
["CreateDomain","W",[[0,1]]],
["DeleteAttributes","W",[[0,1]]],
["DeleteDomain","W",[[0,1]]],
["DomainMetadata","R",[[0,1]]],
["GetAttributes","R",[[0,1]]],
["GetExport","R",[[1,1]]],
["ListDomains","L"],
["ListExports","L",[[0,0]]],
["PutAttributes","W",[[0,1]]],
["Select","R",[[0,1]]],
["StartDomainExport","W",[[0,1]]]
]};
