// AWS User Notifications Contacts. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"notifications-contacts","name":"AWS User Notifications Contacts",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["EmailContactResource","arn:${Partition}:notifications-contacts::${Account}:emailcontact/${EmailContactId}",[1]]
],
"actions":[
["ActivateEmailContact","W",[[0,1]]],
["CreateEmailContact","W",[],[0,1,2]],
["DeleteEmailContact","W",[[0,1]]],
["GetEmailContact","R",[[0,1]]],
["ListEmailContacts","L"],
["ListTagsForResource","R"],
["SendActivationCode","W",[[0,1]]],
["TagResource","T",[[0,1]],[0,2]],
["UntagResource","T",[[0,1]],[2]]
]};
