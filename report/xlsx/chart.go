package xlsx

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// chart is a bar chart of ranges from 0 to 100, a bar for each row of a table: a part that isn't drawn up to where the
// range begins, then the range, in the one or the other of two columns: hatched where nothing is known yet. What is
// hatched stands under the axis, not in a legend, where programs differ in which entry is that of the part not drawn.
type chart struct {
	title string
	alt   string // what it shows, for who doesn't see it; no figures, since those may change
	col   int    // where its upper left corner is, both counted from 0
	row   int
	sheet string // of the table
	from  int    // first row of the bars
	names []string
	bars  [3][]float64 // as the columns give now: where the bar begins, the bar, the bar where nothing is known
	cols  [4]string    // letters of the columns: names, and the three of the bars
	heads [3]string    // titles of these three, which stand in row head
	head  int
}

// English Metric Units.
const (
	point     = 12_700
	chartWide = 470 * point
	chartBar  = 16 * point // height of a bar with the room around it
	chartThin = 14 * point // and where there are many
	chartRest = 80 * point
)

const drawingBegin = xml.Header +
	`<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">`

// placed is a chart on the sheet: column, row, width, height, number, name, text, relation.
const placed = `
<xdr:oneCellAnchor>
<xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:ext cx="%d" cy="%d"/>
<xdr:graphicFrame macro="">
<xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="Chart %d" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>
<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId%d"/>
</a:graphicData></a:graphic>
</xdr:graphicFrame>
<xdr:clientData/>
</xdr:oneCellAnchor>`

// drawingXML places the charts of the sheet.
func (w *sheetWriter) drawingXML() []byte {
	b := []byte(drawingBegin)
	for i, c := range w.sheet.charts {
		b = fmt.Appendf(b, placed, c.col, c.row, chartWide, c.high(), i+2, i+1, escaped(c.alt), i+1)
	}
	return append(b, "</xdr:wsDr>"...)
}

// drawingRelations are the parts of the charts.
func (w *sheetWriter) drawingRelations() []byte {
	b := []byte(relationsBegin)
	for i := range w.sheet.charts {
		b = fmt.Appendf(b, relation, fmt.Sprint(i+1), chartPart(w.drawing, i), "chart")
	}
	return append(b, relationsEnd...)
}

// high is the height of the chart.
func (c *chart) high() int {
	const many = 25
	if n := len(c.names); n > many {
		return chartRest + chartThin*n
	}
	return chartRest + chartBar*len(c.names)
}

// rowsHigh is how many rows of the usual height the chart covers.
func (c *chart) rowsHigh() int { return (c.high() + rowHigh*point - 1) / (rowHigh * point) }

// rowHigh is the usual height of a row in points.
const rowHigh = 15

// The part of a chart, in the order of its elements: up to the bars, its title in it;
const chartBegin = xml.Header +
	`<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<c:date1904 val="0"/><c:lang val="en-US"/><c:roundedCorners val="0"/>
<c:chart>
<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>
<a:r><a:rPr lang="en-US" sz="1200" b="1"/><a:t>%s</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>
<c:autoTitleDeleted val="0"/>
<c:plotArea><c:layout/>
<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>`

// a series: its number twice, the cell of its title and what that holds, how it looks; then its names and its figures;
const (
	chartSeries = `
<c:ser><c:idx val="%d"/><c:order val="%d"/>
<c:tx><c:strRef><c:f>%s</c:f>
<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:spPr>%s</c:spPr><c:invertIfNegative val="0"/>
<c:cat><c:strRef><c:f>%s</c:f><c:strCache><c:ptCount val="%d"/>`
	chartValues = `</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>%s</c:f><c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val="%d"/>`
	chartSeriesEnd = `</c:numCache></c:numRef></c:val></c:ser>`
)

// and the axes: the first bar at the top, figures from 0 to 100 below.
const (
	chartLine = `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr>`
	chartText = `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`
	chartEnd  = `
<c:gapWidth val="50"/><c:overlap val="100"/><c:axId val="100000000"/><c:axId val="100000001"/></c:barChart>
<c:catAx><c:axId val="100000000"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>
<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>
<c:minorTickMark val="none"/><c:tickLblPos val="low"/>` + chartLine + chartText + `
<c:crossAx val="100000001"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>
<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="0"/></c:catAx>
<c:valAx><c:axId val="100000001"/><c:scaling><c:orientation val="minMax"/><c:max val="100"/><c:min val="0"/></c:scaling>
<c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>` + chartLine + `</c:majorGridlines>
<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr>
<a:r><a:rPr lang="en-US" sz="900" b="0"/><a:t>` + chartAxis + `</a:t></a:r></a:p></c:rich></c:tx>
<c:overlay val="0"/></c:title><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>
<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` + chartLine + chartText + `
<c:crossAx val="100000000"/><c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="20"/></c:valAx>
</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>
<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr></c:chartSpace>`
	chartAxis = "0: searched, no supported concern. 100: the gravest. Hatched: nothing is known yet."
)

// How the three series look: not drawn, full, hatched; told apart in grey too.
const (
	chartNone  = `<a:noFill/><a:ln><a:noFill/></a:ln>`
	chartEdge  = `<a:ln w="12700"><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></a:ln>`
	chartFull  = `<a:solidFill><a:srgbClr val="2F5597"/></a:solidFill>` + chartEdge
	chartHatch = `<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="8FAADC"/></a:fgClr>` +
		`<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>` + chartEdge
)

// xml is the part of the chart. With each reference stands what the cells hold now, for programs that only show it.
func (c *chart) xml() []byte {
	b := fmt.Appendf(nil, chartBegin, escaped(c.title))
	looks := [3]string{chartNone, chartFull, chartHatch}
	area := func(col string, from, to int) string {
		return escaped(fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(c.sheet), col, from, col, to))
	}
	last := c.from + len(c.names) - 1
	for i, values := range c.bars {
		head := escaped(fmt.Sprintf("%s!$%s$%d", quoted(c.sheet), c.cols[i+1], c.head))
		b = fmt.Appendf(b, chartSeries, i, i, head, escaped(c.heads[i]), looks[i], area(c.cols[0], c.from, last),
			len(c.names))
		for j, name := range c.names {
			b = fmt.Appendf(b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, j, escaped(name))
		}
		b = fmt.Appendf(b, chartValues, area(c.cols[i+1], c.from, last), len(values))
		for j, v := range values {
			b = append(appendNumber(fmt.Appendf(b, `<c:pt idx="%d"><c:v>`, j), v), `</c:v></c:pt>`...)
		}
		b = append(b, chartSeriesEnd...)
	}
	return append(b, chartEnd...)
}

// escaped is a text as it stands in an attribute or an element.
func escaped(s string) string { return strings.ReplaceAll(string(appendEscaped(nil, s)), "\n", " ") }
