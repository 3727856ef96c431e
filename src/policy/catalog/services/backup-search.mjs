// AWS Backup Search. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"backup-search","name":"AWS Backup Search",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["searchExportJob","arn:${Partition}:backup-search:${Region}:${Account}:search-export-job/${ResourceId}",[1]],
["searchJob","arn:${Partition}:backup-search:${Region}:${Account}:search-job/${ResourceId}",[1]]
],
"actions":[
["GetSearchJob","R",[[1,1]]],
["GetSearchResultExportJob","R",[[0,1]]],
["ListSearchJobBackups","R",[[1,1]]],
["ListSearchJobResults","R",[[1,1]]],
["ListSearchJobs","L"],
["ListSearchResultExportJobs","L"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["StartSearchJob","W",[],[0,1,2]],
["StartSearchResultExportJob","W",[[1,1]],[0,2]],
["StopSearchJob","W",[[1,1]]],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["UntagResource","T",[[0,0],[1,0]],[2]]
]};
