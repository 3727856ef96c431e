// Amazon SageMaker geospatial capabilities. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sagemaker-geospatial","name":"Amazon SageMaker geospatial capabilities",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["EarthObservationJob","arn:${Partition}:sagemaker-geospatial:${Region}:${Account}:earth-observation-job/${JobID}",[1]],
["RasterDataCollection","arn:${Partition}:sagemaker-geospatial:${Region}:${Account}:raster-data-collection/${CollectionID}",[1]],
["VectorEnrichmentJob","arn:${Partition}:sagemaker-geospatial:${Region}:${Account}:vector-enrichment-job/${JobID}",[1]]
],
"actions":[
["DeleteEarthObservationJob","W",[[0,1]],[1]],
["DeleteVectorEnrichmentJob","W",[[2,1]],[1]],
["ExportEarthObservationJob","W",[[0,1]],[1]],
["ExportVectorEnrichmentJob","W",[[2,1]],[1]],
["GetEarthObservationJob","R",[[0,1]],[1]],
["GetRasterDataCollection","R",[[1,1]],[1]],
["GetTile","R",[[0,1]]],
["GetVectorEnrichmentJob","R",[[2,1]],[1]],
["ListEarthObservationJobs","L"],
["ListRasterDataCollections","L"],
["ListTagsForResource","L",[[0,0],[1,0],[2,0]],[1]],
["ListVectorEnrichmentJobs","L"],
["SearchRasterDataCollection","R"],
["StartEarthObservationJob","W",[[0,1]],[0,2]],
["StartVectorEnrichmentJob","W",[[2,1]],[0,2]],
["StopEarthObservationJob","W",[[0,1]],[1]],
["StopVectorEnrichmentJob","W",[[2,1]],[1]],
["TagResource","T",[[0,0],[1,0],[2,0]],[0,1,2]],
["UntagResource","T",[[0,0],[1,0],[2,0]],[2]]
]};
