//go:build external

package audit

// expected is what TestExternalProposals wants.
var expected = []struct {
	name         string
	counts       Counts
	marks, notes int
	findings     string // severity, code, line:column
}{
	{"01-amazon-customer-due-diligence", Counts{468, 470, 494, 504, 504}, 12, 10, `
notice missing-heading 0:0
notice nearly-too-long 0:0
notice undefined-acronym 13:135
warning damaged-address 20:3
notice several-addresses 21:1
warning damaged-address 21:3
notice several-addresses 27:1
warning damaged-address 27:100
`},
	{"04-amazon-freedom-of-association", Counts{461, 461, 486, 501, 501}, 15, 15, `
notice missing-heading 0:0
notice nearly-too-long 0:0
warning costly-phrase 1:690
notice stale-present 1:690
notice several-addresses 17:1
warning damaged-address 26:4
notice several-addresses 29:1
`},
	{"05-amazon-rekognition", Counts{448, 454, 450, 450, 450}, 0, 0, `
warning no-notes 0:0
notice missing-heading 0:0
warning unsourced-fact 1:1
notice undefined-acronym 1:529
warning unsourced-fact 5:3
warning unsourced-fact 7:3
warning unsourced-fact 9:1
warning unsourced-fact 9:310
warning unsourced-fact 11:1
warning unsourced-fact 11:262
warning unsourced-fact 13:246
warning costly-phrase 17:3
notice stale-present 17:3
`},
	{"12-alphabet-hria-targeted-advertising", Counts{470, 470, 489, 499, 499}, 10, 10, `
notice missing-heading 0:0
notice nearly-too-long 0:0
error binding-verb 1:1
warning costly-phrase 1:304
notice stale-present 1:304
notice unsourced-fact 3:1
`},
	{"15-meta-human-rights-risks-non-us-markets", Counts{459, 459, 482, 490, 491}, 9, 8, `
notice missing-heading 0:0
notice nearly-too-long 0:0
warning costly-phrase 1:376
notice stale-present 1:376
warning mark-without-note 3:299
notice undefined-acronym 3:686
notice several-addresses 9:1
warning damaged-address 14:3
notice several-addresses 16:1
warning damaged-address 16:85
`},
	{"21-texasinstruments-customer-due-diligence-product-misuse", Counts{454, 455, 487, 499, 501}, 12, 12, `
notice missing-heading 0:0
notice nearly-too-long 0:0
notice unsourced-fact 3:1
warning unsourced-fact 9:421
warning damaged-address 31:4
`},
	{"22-rtx-human-rights-impact-assessment", Counts{454, 454, 479, 491, 491}, 12, 12, `
notice missing-heading 0:0
notice unsourced-fact 5:283
notice stale-present 5:379
notice several-addresses 18:1
notice several-addresses 20:1
notice several-addresses 21:1
notice several-addresses 24:1
`},
	{"26-jpmorgan-due-diligence-conflict-affected-areas", Counts{396, 399, 426, 448, 448}, 22, 22, `
notice missing-heading 0:0
notice undefined-acronym 19:116
notice address-twice 36:4
`},
}
