// AWS Sustainability. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"sustainability","name":"AWS Sustainability",
"keys":[],
"resources":[],
"actions":[
["GetCarbonFootprintSummary","R"],
["GetEstimatedCarbonEmissions","R"],
["GetEstimatedCarbonEmissionsDimensionValues","R"],
["GetEstimatedWaterAllocation","R"],
["GetEstimatedWaterAllocationDimensionValues","R"]
]};
