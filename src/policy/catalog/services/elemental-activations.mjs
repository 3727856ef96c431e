// AWS Elemental Appliances and Software Activation Service. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"elemental-activations","name":"AWS Elemental Appliances and Software Activation Service",
"keys":[],
"resources":[],
"actions":[
["CompleteAccountRegistration","W"],
["CompleteFileUpload","W"],
["ConfirmAccount","W"],
["DownloadKickstart","R"],
["DownloadSoftware","R"],
["GenerateLicense","W"],
["GenerateLicenses","W"],
["GetArtifactGroupSoftwareVersions","R"],
["GetAsset","R"],
["GetAssets","R"],
["GetProductAdvisories","R"],
["GetSoftwareVersions","R"],
["StartFileUpload","W"]
]};
