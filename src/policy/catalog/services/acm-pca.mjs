// AWS Private Certificate Authority. Made by scripts/build-catalog.mjs; see services.LICENSE.
export default {
"prefix":"acm-pca","name":"AWS Private Certificate Authority",
"keys":[
["acm-pca:TemplateArn","ARN"],
["aws:RequestTag/${TagKey}","String"],
["aws:ResourceTag/${TagKey}","String"],
["aws:TagKeys","ArrayOfString"]
],
"resources":[
["certificate-authority","arn:${Partition}:acm-pca:${Region}:${Account}:certificate-authority/${CertificateAuthorityId}",[2]]
],
"actions":[
["CreateCertificateAuthority","W",[],[1,2,3]],
["CreateCertificateAuthorityAuditReport","W",[[0,1]]],
["CreatePermission","P",[[0,1]]],
["DeleteCertificateAuthority","W",[[0,1]]],
["DeletePermission","P",[[0,1]]],
["DeletePolicy","P",[[0,1]]],
["DescribeCertificateAuthority","R",[[0,1]]],
["DescribeCertificateAuthorityAuditReport","R",[[0,1]]],
["GetCertificate","R",[[0,1]]],
["GetCertificateAuthorityCertificate","R",[[0,1]]],
["GetCertificateAuthorityCsr","R",[[0,1]]],
["GetPolicy","R",[[0,1]]],
["ImportCertificateAuthorityCertificate","W",[[0,1]]],
["IssueCertificate","W",[[0,1]],[0]],
["ListCertificateAuthorities","L"],
["ListPermissions","R",[[0,1]]],
["ListTags","R",[[0,1]]],
["PutPolicy","P",[[0,1]]],
["RestoreCertificateAuthority","W",[[0,1]]],
["RevokeCertificate","W",[[0,1]]],
["TagCertificateAuthority","T",[[0,1]],[1,3]],
["UntagCertificateAuthority","T",[[0,1,[1]]],[3]],
["UpdateCertificateAuthority","W",[[0,1]]]
]};
