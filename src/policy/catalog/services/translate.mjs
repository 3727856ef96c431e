// Amazon Translate. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"translate","name":"Amazon Translate",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["parallel-data","arn:${Partition}:translate:${Region}:${Account}:parallel-data/${ResourceName}",[1]],
["terminology","arn:${Partition}:translate:${Region}:${Account}:terminology/${ResourceName}",[1]]
],
"actions":[
["CreateParallelData","W",[[0,0]],[0,2]],
["DeleteParallelData","W",[[0,0]]],
["DeleteTerminology","W",[[1,0]]],
["DescribeTextTranslationJob","R"],
["GetParallelData","R",[[0,0]]],
["GetTerminology","R",[[1,0]]],
["ImportTerminology","W",[[1,0]],[0,2]],
["ListLanguages","L"],
["ListParallelData","L"],
["ListTagsForResource","R",[[0,0],[1,0]]],
["ListTerminologies","L"],
["ListTextTranslationJobs","L"],
["StartTextTranslationJob","W",[[0,0],[1,0]]],
["StopTextTranslationJob","W"],
["TagResource","T",[[0,0],[1,0]],[0,2]],
["TranslateDocument","R",[[1,0]]],
["TranslateText","R",[[0,0],[1,0]]],
["UntagResource","T",[[0,0],[1,0]],[2]],
["UpdateParallelData","W",[[0,0]]]
]};
