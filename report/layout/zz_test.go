package layout
import ("testing";"fmt";"whereas/report/diag";"whereas/report/doc";"whereas/report/face")
func TestZZ(t *testing.T){
 d:=&doc.Document{Notes:[]doc.Note{aNote(1,"x"),aNote(2,"y")}}; var dl diag.List
 l := &layouter{doc: d, set: testFaces(t), style: DefaultStyle(), diags: &dl, shaper: testFaces(t).Shaper("en"), lost: map[lostAt]bool{}, marked: make([]bool, 3), notes: make([]note,3)}
 for s := range face.Style(face.Styles) { l.spaces[s] = l.set.Space(s); l.perEm[s] = 1000 }
 l.add(0, Document)
 par,_:=l.compose([]doc.Inline{doc.Text{S:"Trade data indicates TI’s monthly average of products imported into Russia has increased by 142% since the invasion began,"},doc.Mark{Note:1},doc.Text{S:" often through intermediaries in China."},doc.Mark{Note:2}},0,face.Regular,l.style.Body.Size,justified)
 task:=lineTask{measure:366*Point,taste:l.style.Lines}
 ends:=breakLines(par.items,task)
 fmt.Println(ends, len(par.items))
 p,ok:=price(par.items,ends,&task,worst); fmt.Println(p,ok)
 for k:=1;k<8;k++{
 e2:=append([]int{},ends...); e2[len(e2)-2]-=k
 if par.items[e2[len(e2)-2]].kind!=glue {continue}
 p,ok=price(par.items,e2,&task,worst); fmt.Println(k,p,ok) }
}
