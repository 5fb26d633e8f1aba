package main

import (
	"github.com/urfave/cli/v2"

	"whereas/report"
)

// briefCommand makes the whole packet, so that its parts are of one run: a briefing beside a resolution of last week
// would speak of another dossier.
func briefCommand() *cli.Command {
	return &cli.Command{
		Name: "brief",
		Usage: "make the briefing packet of a company: what draft makes, and the briefing as pages and as one web " +
			"page",
		ArgsUsage: "DIR",
		Flags: []cli.Flag{
			rubricFlag, mapFlag,
			capturesFlag,
			strictFlag,
			editionFlag,
			dateFlag,
			todayFlag,
			outFlag,
			finalFlag,
			forceFlag,
			publishedFlag,
			asFlag(report.Formats()),
			&cli.BoolFlag{
				Name:  "one-page",
				Usage: "make the briefing on one page as well",
			},
			&cli.BoolFlag{
				Name: "legal-copy",
				Usage: "write beside each sentence what stands behind it, as PDF and as a workbook, into the " +
					"dossier's private/legal-copy",
			},
			&cli.BoolFlag{
				Name:  "attach",
				Usage: "put the workbook and the card into the briefing's PDF as attachments",
			},
		},
		Action: func(c *cli.Context) error {
			dir, err := oneFolder(c)
			if err != nil {
				return err
			}
			as, err := forms(c.String("as"), report.Formats())
			if err != nil {
				return err
			}
			return draft(c, dir, as, report.Kinds())
		},
	}
}
