// AWS Purchase Orders Console. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"purchase-orders","name":"AWS Purchase Orders Console",
"keys":[
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["purchase-order","arn:${Partition}:purchase-orders::${Account}:purchase-order/${ResourceName}",[1]]
],
"actions":[
["AddPurchaseOrder","W",[[0,1,[0,1,2]]]],
["DeletePurchaseOrder","W",[[0,1,[1]]]],
["GetConsoleActionSetEnforced","R"],
["GetPurchaseOrder","R",[[0,1,[1]]]],
["ListPurchaseOrderInvoices","L",[[0,1,[1]]]],
["ListPurchaseOrders","L"],
["ListTagsForResource","R",[[0,0,[1]]]],
["ModifyPurchaseOrders","W",[[0,1,[0,1,2]]]],
["TagResource","T",[[0,1,[0,1,2]]]],
["UntagResource","T",[[0,1,[1,2]]]],
["UpdateConsoleActionSetEnforced","W"],
["UpdatePurchaseOrder","W",[[0,1,[0,1,2]]]],
["UpdatePurchaseOrderStatus","W",[[0,1,[1]]]],
["ViewPurchaseOrders","R",[[0,0,[1]]]]
]};
