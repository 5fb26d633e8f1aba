package invent

// placeNames are names of places with the letters that trip programs up. The places are real; nothing told of them is.
var placeNames = []string{"Ærøskøbing", "Źdźbło", "Þingeyri", "Ναύπλιο", "Суздаль", "Łódź", "Čačak", "Ğirne", "Tårnby",
	"Örebro", "Vũng Tàu", "Køge", "Ελευσίνα", "Київ", "Şırnak", "Žďár", "Győr", "Reykjavík", "Сиктивкар", "Ćuprija",
	"Βέροια", "Målselv", "L’Haÿ", "São Tomé", "Ångermanland", "Ţăndărei", "Ķegums", "Ħal Qormi", "Ērgļi", "Õismäe",
	"Čelákovice", "Велико Търново", "Κως", "Ñuñoa", "Öxarfjörður", "Ústí", "Şalpazarı", "Fáskrúðsfjörður", "Ēdole",
	"Гродна", "Kőszeg", "Ślęza", "Țibana", "Ìlorin", "Ηράκλειο"}

// bodies are kinds of customers.
var bodies = []struct{ name, kind, sector string }{
	{
		"Police",
		"agency",
		"police",
	}, {"Border Guard", "agency", "border"}, {"Prison Service", "agency", "prison"},
	{"Ministry of Defence", "agency", "military"},
	{
		"Deportation Office",
		"agency",
		"immigration-enforcement",
	}, {"Security Service", "agency", "intelligence"}, {"Third Brigade", "unit", "military"},
	{"Municipality", "government", "government-services"},
}

var systems = []string{"Watch", "Register", "Cloud", "Matcher", "Camera", "Gate", "Analyser", "Archive"}

// small are the words that quotes and captures are made from.
var small = []string{"invented", "register", "camera", "gate", "warrant", "tender", "officer", "archive", "night",
	"border", "record", "bridge", "office", "review", "contract", "sensor", "report", "village", "harbour", "minister",
	"letter", "system", "annex", "table", "harvest", "winter", "railway", "inspector", "engineer", "budget", "clerk",
	"summary", "hearing", "witness", "depot", "signal", "screen", "index", "folder", "valley", "“quoted”", "naïve",
	"Straße", "œuvre", "façade", "čas", "ўлада", "νόμος", "данные", "überall", "smørrebrød", "año", "świt", "þing",
	"3.5", "1,200", "No. 7", "§ 12", "(annexed)", "2019–2021"}

var publishers = []string{"Herald", "Gazette", "Institute", "Observer", "Review", "Courier", "Archive", "Tribune",
	"Monitor", "Society"}
