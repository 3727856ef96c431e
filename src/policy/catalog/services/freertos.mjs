// Amazon FreeRTOS. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"freertos","name":"Amazon FreeRTOS",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["configuration","arn:${Partition}:freertos:${Region}:${Account}:configuration/${ConfigurationName}",[1]],
["subscription","arn:${Partition}:freertos:${Region}:${Account}:subscription/${SubscriptionID}",[1]]
],
"actions":[
["CreateSoftwareConfiguration","W",[[0,1,[0,1,2]]]],
["CreateSubscription","W",[],[0,2]],
["DeleteSoftwareConfiguration","W",[[0,1,[1]]]],
["DescribeHardwarePlatform","R"],
["DescribeSoftwareConfiguration","R",[[0,1,[1]]]],
["DescribeSubscription","R",[[1,1,[1]]]],
["GetEmpPatchUrl","R"],
["GetSoftwareURL","R"],
["GetSoftwareURLForConfiguration","R"],
["GetSubscriptionBillingAmount","R"],
["ListFreeRTOSVersions","L"],
["ListHardwarePlatforms","L"],
["ListHardwareVendors","L"],
["ListSoftwareConfigurations","L"],
["ListSoftwarePatches","L"],
["ListSubscriptionEmails","L"],
["ListSubscriptions","L"],
["UpdateEmailRecipients","W"],
["UpdateSoftwareConfiguration","W",[[0,1,[1]]]],
["VerifyEmail","W"]
]};
