<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
<context>
    <name>CsvCheck</name>
    <message>
        <source>The cells can&apos;t be read: %1</source>
        <translation>Cellerna kan inte läsas: %1</translation>
    </message>
    <message>
        <source>a value is nested too deep.</source>
        <translation>ett värde är för djupt nästlat.</translation>
    </message>
    <message>
        <source>The row has more cells than there are columns.</source>
        <translation>Raden har fler celler än det finns kolumner.</translation>
    </message>
    <message>
        <source>There is none with this id, and the platform gives the ids of new ones: clear the cell to create one.</source>
        <translation>Det finns ingen med detta id, och plattformen bestämmer id för nya: töm cellen för att skapa en.</translation>
    </message>
    <message>
        <source>The id is missing.</source>
        <translation>Id saknas.</translation>
    </message>
</context>
<context>
    <name>OpenFailure</name>
    <message>
        <source>iotcomms console</source>
        <translation>iotcomms-konsolen</translation>
    </message>
    <message>
        <source>Choose another folder...</source>
        <translation>Välj en annan mapp...</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avsluta</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datamapp</translation>
    </message>
    <message>
        <source>Open without saving</source>
        <translation>Öppna utan att spara</translation>
    </message>
    <message>
        <source>Without saving, nothing is written to the folder: changed profiles, the request history, unsent edits and what the sandbox is told last until the console is closed. Requests to the platform are sent as ever.</source>
        <translation>Utan att spara skrivs ingenting i mappen: ändrade profiler, historiken över begäranden, oskickade ändringar och det som sandlådan får veta finns bara kvar tills konsolen stängs. Begäranden till plattformen skickas som vanligt.</translation>
    </message>
</context>
<context>
    <name>Strings</name>
    <message>
        <source>${%1} is %2 here and can&apos;t stand inside other text.</source>
        <translation>${%1} är %2 här och kan inte stå inuti annan text.</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>en array</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ett objekt</translation>
    </message>
</context>
<context>
    <name>api::ApiError</name>
    <message>
        <source>The platform refused the token (401).</source>
        <translation>Plattformen avvisade token (401).</translation>
    </message>
    <message>
        <source>The token breaks one of the platform&apos;s rules, or it was signed by another key than the one uploaded for {domain}.</source>
        <translation>Token bryter mot en av plattformens regler, eller så är den signerad med en annan nyckel än den som laddats upp för {domain}.</translation>
    </message>
    <message>
        <source>Our own checks find nothing wrong with the token. The platform has probably another public key for {domain}: upload this profile&apos;s public key in the portal (Configurations / API access / Upload JWT public key).</source>
        <translation>Våra egna kontroller hittar inget fel på token. Plattformen har troligen en annan publik nyckel för {domain}: ladda upp den här profilens publika nyckel i portalen (Configurations / API access / Upload JWT public key).</translation>
    </message>
    <message>
        <source>The platform does not allow this (403).</source>
        <translation>Plattformen tillåter inte detta (403).</translation>
    </message>
    <message>
        <source>The token was accepted, but {domain} or these credentials lack the permission for {method} {path}.</source>
        <translation>Token godtogs, men {domain} eller de här inloggningsuppgifterna saknar behörighet för {method} {path}.</translation>
    </message>
    <message>
        <source>Check that the path names your own domain, and that the service is part of your agreement.</source>
        <translation>Kontrollera att sökvägen anger er egen domän och att tjänsten ingår i ert avtal.</translation>
    </message>
    <message>
        <source>There is nothing at {path} (404).</source>
        <translation>Det finns inget på {path} (404).</translation>
    </message>
    <message>
        <source>It was deleted, its id is spelt differently, or the platform does not know this path.</source>
        <translation>Det har tagits bort, id:t stavas annorlunda eller så känner plattformen inte till sökvägen.</translation>
    </message>
    <message>
        <source>Reload the list and check the id.</source>
        <translation>Läs in listan igen och kontrollera id:t.</translation>
    </message>
    <message>
        <source>{method} is not possible on {path} (405).</source>
        <translation>{method} är inte möjlig på {path} (405).</translation>
    </message>
    <message>
        <source>The platform knows the path, but not with this method.</source>
        <translation>Plattformen känner till sökvägen, men inte med den här metoden.</translation>
    </message>
    <message>
        <source>Send OPTIONS to the path to see which methods it takes.</source>
        <translation>Skicka OPTIONS till sökvägen för att se vilka metoder den tar emot.</translation>
    </message>
    <message>
        <source>It conflicts with what the platform has ({status}).</source>
        <translation>Det står i konflikt med det som finns på plattformen ({status}).</translation>
    </message>
    <message>
        <source>It exists already, or somebody changed it in the meantime.</source>
        <translation>Det finns redan, eller så har någon ändrat det under tiden.</translation>
    </message>
    <message>
        <source>Reload it, compare, and send your change again.</source>
        <translation>Läs in det igen, jämför och skicka ändringen på nytt.</translation>
    </message>
    <message>
        <source>The request is too large for the platform (413).</source>
        <translation>Begäran är för stor för plattformen (413).</translation>
    </message>
    <message>
        <source>The platform takes at most about 10 MB at once.</source>
        <translation>Plattformen tar emot högst omkring 10 MB åt gången.</translation>
    </message>
    <message>
        <source>Send it in several smaller parts.</source>
        <translation>Skicka den i flera mindre delar.</translation>
    </message>
    <message>
        <source>The platform asks for fewer requests (429).</source>
        <translation>Plattformen vill ha färre begäranden (429).</translation>
    </message>
    <message>
        <source>Too many requests came in a short time. Nothing was changed by this one.</source>
        <translation>För många begäranden kom på kort tid. Den här ändrade ingenting.</translation>
    </message>
    <message>
        <source>Wait a little and send it again.</source>
        <translation>Vänta en stund och skicka den igen.</translation>
    </message>
    <message>
        <source>The platform refused the request ({status}).</source>
        <translation>Plattformen avvisade begäran ({status}).</translation>
    </message>
    <message>
        <source>Something in it is not as the platform wants it.</source>
        <translation>Något i den är inte som plattformen vill ha det.</translation>
    </message>
    <message>
        <source>Compare what was sent with the platform&apos;s own words below.</source>
        <translation>Jämför det som skickades med plattformens egna ord nedan.</translation>
    </message>
    <message>
        <source>The platform failed ({status}).</source>
        <translation>Fel i plattformen ({status}).</translation>
    </message>
    <message>
        <source>The mistake is on the platform&apos;s side. Whether the request was carried out is not certain.</source>
        <translation>Felet ligger hos plattformen. Det är osäkert om begäran utfördes.</translation>
    </message>
    <message>
        <source>Reload to see what is there now, then try again. If it stays so, give the request id to the platform&apos;s support.</source>
        <translation>Läs in igen för att se vad som finns nu och försök sedan på nytt. Kvarstår felet, lämna begärans id till plattformens support.</translation>
    </message>
    <message>
        <source>The platform answered {status}, but with success: false.</source>
        <translation>Plattformen svarade {status}, men med success: false.</translation>
    </message>
    <message>
        <source>The request was understood and not carried out.</source>
        <translation>Begäran uppfattades men utfördes inte.</translation>
    </message>
    <message>
        <source>The platform&apos;s own words below say why.</source>
        <translation>Plattformens egna ord nedan säger varför.</translation>
    </message>
    <message>
        <source>The reply is not JSON: {detail}.</source>
        <translation>Svaret är inte JSON: {detail}.</translation>
    </message>
    <message>
        <source>Something other than the platform may have answered, such as a proxy or a sign-in page.</source>
        <translation>Något annat än plattformen kan ha svarat, till exempel en proxy eller en inloggningssida.</translation>
    </message>
    <message>
        <source>Check the base URL of the profile ({host}).</source>
        <translation>Kontrollera profilens bas-URL ({host}).</translation>
    </message>
    <message>
        <source>The reply to {method} {path} is empty ({status}).</source>
        <translation>Svaret på {method} {path} är tomt ({status}).</translation>
    </message>
    <message>
        <source>Data was expected and none came.</source>
        <translation>Data väntades men inga kom.</translation>
    </message>
    <message>
        <source>Try again; check the path when it stays so.</source>
        <translation>Försök igen, och kontrollera sökvägen om det upprepas.</translation>
    </message>
    <message>
        <source>The reply is larger than the limit of {megabytes} MB and was not read to its end.</source>
        <translation>Svaret är större än gränsen på {megabytes} MB och lästes inte till slut.</translation>
    </message>
    <message>
        <source>{host} redirects {method} to {target}; nothing was sent there.</source>
        <translation>{host} omdirigerar {method} till {target}; inget skickades dit.</translation>
    </message>
    <message>
        <source>Tokens are sent to no other server than the profile&apos;s, never without encryption, and changes are never redirected.</source>
        <translation>En token skickas bara till profilens server och aldrig okrypterat, och ändringar omdirigeras aldrig.</translation>
    </message>
    <message>
        <source>If the new address is right, put it into the profile as its base URL.</source>
        <translation>Om den nya adressen är rätt, ange den som bas-URL i profilen.</translation>
    </message>
    <message>
        <source>No connection to {host}: {detail}.</source>
        <translation>Ingen anslutning till {host}: {detail}.</translation>
    </message>
    <message>
        <source>Check the network, firewall and base URL. What you have changed stays here and can be sent later.</source>
        <translation>Kontrollera nätverk, brandvägg och bas-URL. Det du har ändrat finns kvar här och kan skickas senare.</translation>
    </message>
    <message>
        <source>The name {host} was not found.</source>
        <translation>Namnet {host} hittades inte.</translation>
    </message>
    <message>
        <source>The name is misspelt, or this machine&apos;s name service (DNS) does not answer.</source>
        <translation>Namnet är felstavat, eller så svarar inte datorns namntjänst (DNS).</translation>
    </message>
    <message>
        <source>Check the base URL of the profile and the network.</source>
        <translation>Kontrollera profilens bas-URL och nätverket.</translation>
    </message>
    <message>
        <source>The identity of {host} can&apos;t be trusted: {detail}. Nothing was sent.</source>
        <translation>Identiteten hos {host} går inte att lita på: {detail}. Inget skickades.</translation>
    </message>
    <message>
        <source>Somebody may be listening in, or the server uses a certificate of an authority that this machine does not know.</source>
        <translation>Någon kan avlyssna trafiken, eller så har servern ett certifikat från en utfärdare som datorn inte känner till.</translation>
    </message>
    <message>
        <source>Compare the certificates below with what you expect. Your own authority can be added in the profile.</source>
        <translation>Jämför certifikaten nedan med vad du väntar dig. En egen utfärdare kan läggas till i profilen.</translation>
    </message>
    <message>
        <source>{host} sent nothing for {seconds} s, so the request was ended.</source>
        <translation>{host} skickade inget på {seconds} s, så begäran avslutades.</translation>
    </message>
    <message>
        <source>Whether the request was carried out is not certain.</source>
        <translation>Det är osäkert om begäran utfördes.</translation>
    </message>
    <message>
        <source>Reload to see what is there now, then try again.</source>
        <translation>Läs in igen för att se vad som finns nu och försök sedan på nytt.</translation>
    </message>
    <message>
        <source>{method} {path} was cancelled.</source>
        <translation>{method} {path} avbröts.</translation>
    </message>
    <message>
        <source>If it was a change, reload to see whether it arrived.</source>
        <translation>Om det var en ändring, läs in igen för att se om den kom fram.</translation>
    </message>
    <message>
        <source>There is no key to sign a token for {domain} with; nothing was sent.</source>
        <translation>Det finns ingen nyckel att signera en token för {domain} med; inget skickades.</translation>
    </message>
    <message>
        <source>Choose the private key in the profile, or unlock it.</source>
        <translation>Välj den privata nyckeln i profilen, eller lås upp den.</translation>
    </message>
    <message>
        <source>{method} {path} failed: {detail}.</source>
        <translation>{method} {path} misslyckades: {detail}.</translation>
    </message>
    <message>
        <source>Check the request and the profile.</source>
        <translation>Kontrollera begäran och profilen.</translation>
    </message>
    <message>
        <source>The platform asks to wait {seconds} s before the next try.</source>
        <translation>Plattformen ber om {seconds} s väntan före nästa försök.</translation>
    </message>
    <message>
        <source>The token breaks a rule of the platform: %1.</source>
        <translation>Token bryter mot en av plattformens regler: %1.</translation>
    </message>
    <message>
        <source>Put right what the check names, and send the request again.</source>
        <translation>Rätta det som kontrollen pekar ut och skicka begäran igen.</translation>
    </message>
    <message>
        <source>the server answered %1, which has no meaning here</source>
        <translation>servern svarade %1, som saknar betydelse här</translation>
    </message>
    <message>
        <source>the server redirected more than %1 times</source>
        <translation>servern omdirigerade mer än %1 gånger</translation>
    </message>
    <message>
        <source>The platform&apos;s gateway says this of paths that it does not have, whatever the token.</source>
        <translation>Så svarar plattformens gateway om sökvägar som den inte har, oavsett token.</translation>
    </message>
    <message>
        <source>Check the path and the method.</source>
        <translation>Kontrollera sökvägen och metoden.</translation>
    </message>
    <message>
        <source>it refuses connections</source>
        <translation>den nekar anslutningar</translation>
    </message>
    <message>
        <source>it closed the connection in the middle of the reply</source>
        <translation>den stängde anslutningen mitt i svaret</translation>
    </message>
    <message>
        <source>it closed the connection before it answered</source>
        <translation>den stängde anslutningen innan den svarade</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>den svarar inte</translation>
    </message>
    <message>
        <source>the answer of %1 is not valid HTTP</source>
        <translation>svaret från %1 är inte giltig HTTP</translation>
    </message>
    <message>
        <source>the profile&apos;s base URL is not a web address</source>
        <translation>profilens bas-URL är inte en webbadress</translation>
    </message>
    <message>
        <source>the base URL %1 is not https, and a token is never sent unencrypted to another machine; nothing was sent</source>
        <translation>bas-URL:en %1 är inte https, och en token skickas aldrig okrypterad till en annan dator; inget skickades</translation>
    </message>
    <message>
        <source>a path begins with a slash</source>
        <translation>en sökväg börjar med ett snedstreck</translation>
    </message>
    <message>
        <source>the header &quot;%1&quot; can&apos;t be set by hand</source>
        <translation>huvudfältet &quot;%1&quot; kan inte anges för hand</translation>
    </message>
    <message numerus="yes">
        <source>This machine&apos;s clock and the platform&apos;s are %n second(s) apart: set the clock, or allow for the difference in the profile.</source>
        <translation>
            <numerusform>Datorns klocka och plattformens skiljer %n sekund: ställ klockan, eller ta hänsyn till skillnaden i profilen.</numerusform>
            <numerusform>Datorns klocka och plattformens skiljer %n sekunder: ställ klockan, eller ta hänsyn till skillnaden i profilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask for less at once, such as one item instead of the whole list.</source>
        <translation>Begär mindre åt gången, till exempel en post i stället för hela listan.</translation>
    </message>
    <message>
        <source>the file %1 can&apos;t be read: %2</source>
        <translation>filen %1 kan inte läsas: %2</translation>
    </message>
    <message>
        <source>the file %1 became shorter while it was sent</source>
        <translation>filen %1 blev kortare medan den skickades</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>det är ingen fil</translation>
    </message>
</context>
<context>
    <name>api::Catalogue</name>
    <message>
        <source>The program contains no catalogue documents.</source>
        <translation>Programmet innehåller inga katalogdokument.</translation>
    </message>
    <message>
        <source>This is not an OpenAPI document: it has no member “openapi”.</source>
        <translation>Detta är inte ett OpenAPI-dokument: medlemmen ”openapi” saknas.</translation>
    </message>
    <message>
        <source>This is not the beginning of a path.</source>
        <translation>Detta är inte början på en sökväg.</translation>
    </message>
    <message>
        <source>The document describes no operations.</source>
        <translation>Dokumentet beskriver inga operationer.</translation>
    </message>
    <message>
        <source>This is not a path template; it was left out. One begins with a slash and has at most one parameter in a segment.</source>
        <translation>Detta är inte en sökvägsmall och utelämnades. En sådan börjar med ett snedstreck och har högst en parameter i varje segment.</translation>
    </message>
    <message>
        <source>A path must be of type object; it was left out.</source>
        <translation>En sökväg måste vara av typen object; den utelämnades.</translation>
    </message>
    <message>
        <source>An operation must be of type object; it was left out.</source>
        <translation>En operation måste vara av typen object; den utelämnades.</translation>
    </message>
    <message>
        <source>This operation is described twice; the last one counts.</source>
        <translation>Operationen beskrivs två gånger; den sista gäller.</translation>
    </message>
    <message>
        <source>A parameter needs “name” and “in”; it was left out.</source>
        <translation>En parameter behöver ”name” och ”in”; den utelämnades.</translation>
    </message>
    <message>
        <source>A media type must be of type object; it was left out.</source>
        <translation>En medietyp måste vara av typen object; den utelämnades.</translation>
    </message>
    <message>
        <source>“%1” refers to another document. Such references are not followed.</source>
        <translation>”%1” hänvisar till ett annat dokument. Sådana hänvisningar följs inte.</translation>
    </message>
    <message>
        <source>“%1” is not in this document.</source>
        <translation>”%1” finns inte i dokumentet.</translation>
    </message>
    <message>
        <source>This reference leads back to itself.</source>
        <translation>Hänvisningen leder tillbaka till sig själv.</translation>
    </message>
    <message>
        <source>This must be of type %1; it was left out.</source>
        <extracomment>%1 is a type of JSON: object, array, string, boolean or number</extracomment>
        <translation>Detta måste vara av typen %1; det utelämnades.</translation>
    </message>
    <message>
        <source>“%1” is neither “confirmed” nor “inferred”.</source>
        <translation>”%1” är varken ”confirmed” eller ”inferred”.</translation>
    </message>
    <message>
        <source>This resource type is described twice; the last one counts.</source>
        <translation>Resurstypen beskrivs två gånger; den sista gäller.</translation>
    </message>
    <message>
        <source>The path of an item must end in its {id}; the resource type was left out.</source>
        <translation>Sökvägen till en post måste sluta med dess {id}; resurstypen utelämnades.</translation>
    </message>
    <message>
        <source>This must be “put”, “post” or “put-item”; it was left out.</source>
        <translation>Detta måste vara ”put”, ”post” eller ”put-item”; det utelämnades.</translation>
    </message>
    <message>
        <source>A column needs a “property”; it was left out.</source>
        <translation>En kolumn behöver en ”property”; den utelämnades.</translation>
    </message>
    <message>
        <source>One of: %1</source>
        <translation>En av: %1</translation>
    </message>
    <message>
        <source>This schema is nested too deeply; it was cut off here.</source>
        <translation>Schemat är för djupt nästlat; det kapades här.</translation>
    </message>
    <message>
        <source>The schemas of this document are too large; what follows was left out.</source>
        <translation>Dokumentets scheman är för stora; det som följer utelämnades.</translation>
    </message>
    <message>
        <source>A schema must be of type object; it was left out.</source>
        <translation>Ett schema måste vara av typen object; det utelämnades.</translation>
    </message>
    <message>
        <source>This is not a type of JSON Schema; any value is taken.</source>
        <translation>Detta är inte en typ i JSON Schema; alla värden godtas.</translation>
    </message>
    <message>
        <source>A length must be a whole number from 0 up; it was left out.</source>
        <translation>En längd måste vara ett heltal från 0 och uppåt; den utelämnades.</translation>
    </message>
    <message>
        <source>This regular expression is not valid; it was left out.</source>
        <translation>Det reguljära uttrycket är inte giltigt; det utelämnades.</translation>
    </message>
    <message>
        <source>This name occurs twice; the last one counts.</source>
        <translation>Namnet förekommer två gånger; det sista gäller.</translation>
    </message>
    <message>
        <source>A required member must be named by a string.</source>
        <translation>En obligatorisk medlem måste anges med en sträng.</translation>
    </message>
    <message>
        <source>This must be the value, or the list of values, for which the action is offered.</source>
        <translation>Detta måste vara det värde, eller den lista med värden, som åtgärden erbjuds för.</translation>
    </message>
    <message>
        <source>Only OpenAPI 3.x and Swagger 2.0 can be read.</source>
        <translation>Bara OpenAPI 3.x och Swagger 2.0 kan läsas.</translation>
    </message>
    <message>
        <source>“%1” (%2) is no way of signing in that the console knows; it sends its token instead.</source>
        <translation>”%1” (%2) är inget sätt att logga in som konsolen känner till; den skickar sin token i stället.</translation>
    </message>
    <message>
        <source>Webhooks are left out: the platform calls them, so they can&apos;t be sent from here.</source>
        <translation>Webhookar utelämnas: plattformen anropar dem, så de kan inte skickas härifrån.</translation>
    </message>
    <message>
        <source>The document has more than %1 operations; those behind them were left out.</source>
        <translation>Dokumentet har fler än %1 operationer; de som kommer efter dem utelämnades.</translation>
    </message>
    <message>
        <source>“Any method” was left out: it does not say which of them do something.</source>
        <translation>”Valfri metod” utelämnades: det framgår inte vilka metoder som gör något.</translation>
    </message>
    <message>
        <source>A callback: the platform calls it, so it can&apos;t be sent from here.</source>
        <translation>Ett återanrop: plattformen anropar det, så det kan inte skickas härifrån.</translation>
    </message>
    <message>
        <source>It stands for any path below it, so there is nothing to offer.</source>
        <translation>Den står för alla sökvägar under sig, så det finns inget att erbjuda.</translation>
    </message>
    <message>
        <source>No table: its path needs {%1}, which the console can&apos;t fill in by itself. The operations are there for requests.</source>
        <translation>Ingen tabell: sökvägen behöver {%1}, som konsolen inte kan fylla i själv. Operationerna finns för begäranden.</translation>
    </message>
    <message>
        <source>No table: its list needs the parameter “%1”. The operations are there for requests.</source>
        <translation>Ingen tabell: listan behöver parametern ”%1”. Operationerna finns för begäranden.</translation>
    </message>
    <message>
        <source>No table: its list needs an AWS signature, which the console can&apos;t make.</source>
        <translation>Ingen tabell: listan behöver en AWS-signatur, som konsolen inte kan göra.</translation>
    </message>
    <message>
        <source>“%1” is no property of this resource type; it was left out.</source>
        <translation>”%1” är ingen egenskap hos resurstypen; den utelämnades.</translation>
    </message>
    <message>
        <source>This must be a whole number of seconds from 0 to 3600; it was left out.</source>
        <translation>Detta måste vara ett helt antal sekunder från 0 till 3600; det utelämnades.</translation>
    </message>
    <message>
        <source>The path of a file must contain the {id} of the path of an item; the file was left out.</source>
        <translation>Sökvägen till en fil måste innehålla {id} från postens sökväg; filen utelämnades.</translation>
    </message>
    <message>
        <source>A link needs “title”, “to” and “match”; it was left out.</source>
        <translation>En länk behöver ”title”, ”to” och ”match”; den utelämnades.</translation>
    </message>
    <message>
        <source>This schema is too large when its references are written out; parts of it take any value.</source>
        <translation>Schemat blir för stort när dess hänvisningar skrivs ut; delar av det godtar alla värden.</translation>
    </message>
    <message>
        <source>This must be “s” or “ms”; it was left out.</source>
        <translation>Detta måste vara ”s” eller ”ms”; det utelämnades.</translation>
    </message>
    <message>
        <source>There are more than %1 parameters; those behind them were left out.</source>
        <translation>Det finns fler än %1 parametrar; de som kommer efter utelämnades.</translation>
    </message>
    <message>
        <source>The document grows too large when its shared parameters are written out; import a part of it.</source>
        <translation>Dokumentet blir för stort när dess gemensamma parametrar skrivs ut; importera en del av det.</translation>
    </message>
    <message>
        <source>The document has too much text where its references are written out; the rest of it was left out.</source>
        <translation>Dokumentet får för mycket text när dess referenser skrivs ut; resten utelämnades.</translation>
    </message>
</context>
<context>
    <name>api::Certificates</name>
    <message>
        <source>%1, issued by %2, valid from %3 to %4, SHA-256 %5</source>
        <translation>%1, utfärdat av %2, giltigt från %3 till %4, SHA-256 %5</translation>
    </message>
    <message>
        <source>The authority&apos;s certificate %1 can&apos;t be read: %2. Choose another file in the profile.</source>
        <translation>Utfärdarens certifikat %1 kan inte läsas: %2. Välj en annan fil i profilen.</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form. Choose another file in the profile.</source>
        <translation>%1 innehåller inget certifikat i PEM-form. Välj en annan fil i profilen.</translation>
    </message>
</context>
<context>
    <name>api::ChangeStore</name>
    <message>
        <source>The change log was damaged. It was kept as %1, and a new one was begun.</source>
        <translation>Ändringsloggen var skadad. Den har sparats som %1 och en ny har påbörjats.</translation>
    </message>
    <message>
        <source>The change log can&apos;t be written to %1 (%2). It is kept in memory until the console is closed.</source>
        <translation>Ändringsloggen kan inte skrivas till %1 (%2). Den hålls i minnet tills konsolen stängs.</translation>
    </message>
</context>
<context>
    <name>api::CmdCurlSnippet</name>
    <message>
        <source>curl for the Windows command prompt</source>
        <translation>curl för Windows kommandotolk</translation>
    </message>
    <message>
        <source>The body can&apos;t be typed here: save it as body.bin first.</source>
        <translation>Innehållet går inte att skriva här: spara det först som body.bin.</translation>
    </message>
</context>
<context>
    <name>api::CollectionFile</name>
    <message>
        <source>The saved requests in %1 can&apos;t be read. None are shown, and nothing is written there.</source>
        <translation>De sparade begärandena i %1 kan inte läsas. Inga visas, och inget skrivs där.</translation>
    </message>
    <message>
        <source>The saved requests in %1 were written by a newer console. None are shown, and they are left as they are.</source>
        <translation>De sparade begärandena i %1 har skrivits av en nyare konsol. Inga visas, och de lämnas som de är.</translation>
    </message>
    <message>
        <source>The saved requests were damaged. The file was kept as %1, and a new one is begun.</source>
        <translation>De sparade begärandena var skadade. Filen har sparats som %1 och en ny påbörjas.</translation>
    </message>
    <message>
        <source>The request is not saved: %1 can&apos;t be read, and would be written over.</source>
        <translation>Begäran är inte sparad: %1 kan inte läsas och skulle skrivas över.</translation>
    </message>
    <message>
        <source>The requests could not be saved to %1: %2.</source>
        <translation>Begärandena kunde inte sparas i %1: %2.</translation>
    </message>
</context>
<context>
    <name>api::CurlSnippet</name>
    <message>
        <source>curl sends no body with HEAD: it was left out.</source>
        <translation>curl skickar inget innehåll med HEAD: det utelämnades.</translation>
    </message>
</context>
<context>
    <name>api::DocumentDownload</name>
    <message>
        <source>This is not a web address. One looks like https://example.com/openapi.json.</source>
        <translation>Detta är inte en webbadress. En sådan ser ut som https://example.com/openapi.json.</translation>
    </message>
    <message>
        <source>Documents are fetched by https only.</source>
        <translation>Dokument hämtas bara med https.</translation>
    </message>
    <message>
        <source>Over plain http anybody on the way could change the document. Use https.</source>
        <translation>Med okrypterad http kan vem som helst på vägen ändra dokumentet. Använd https.</translation>
    </message>
    <message>
        <source>The address contains a name or a password. Documents are fetched without; download the file and import that.</source>
        <translation>Adressen innehåller ett namn eller lösenord. Dokument hämtas utan; ladda ner filen och importera den.</translation>
    </message>
    <message>
        <source>The document is larger than %1 MB.</source>
        <translation>Dokumentet är större än %1 MB.</translation>
    </message>
    <message>
        <source>The server wants somebody to sign in (status %1). Download the document in the browser, then import the file.</source>
        <translation>Servern kräver inloggning (status %1). Ladda ner dokumentet i webbläsaren och importera sedan filen.</translation>
    </message>
    <message>
        <source>The server answers with status %1. Check the address.</source>
        <translation>Servern svarar med status %1. Kontrollera adressen.</translation>
    </message>
    <message>
        <source>The document can&apos;t be fetched: %1</source>
        <translation>Dokumentet kan inte hämtas: %1</translation>
    </message>
    <message>
        <source>The address leads from one to the next without an end.</source>
        <translation>Adressen omdirigeras vidare utan slut.</translation>
    </message>
    <message>
        <source>The address leads to %1, which is not followed.</source>
        <translation>Adressen omdirigeras till %1, dit konsolen inte går.</translation>
    </message>
</context>
<context>
    <name>api::DocumentImport</name>
    <message>
        <source>Reading was cancelled.</source>
        <translation>Läsningen avbröts.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kan inte läsas: %2</translation>
    </message>
    <message>
        <source>it is no file.</source>
        <translation>det är ingen fil.</translation>
    </message>
    <message>
        <source>it is larger than %1 MB.</source>
        <translation>den är större än %1 MB.</translation>
    </message>
</context>
<context>
    <name>api::DocumentText</name>
    <message>
        <source>The document has more values than can be kept in memory; import a part of it.</source>
        <translation>Dokumentet har fler värden än som ryms i minnet; importera en del av det.</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>rad %1, kolumn %2</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Detta är inte JSON: %1.</translation>
    </message>
    <message>
        <source>The document is larger than %1 MB.</source>
        <translation>Dokumentet är större än %1 MB.</translation>
    </message>
    <message>
        <source>The document is empty.</source>
        <translation>Dokumentet är tomt.</translation>
    </message>
    <message>
        <source>The document is UTF-16. Save it as UTF-8, then try again.</source>
        <translation>Dokumentet är UTF-16. Spara det som UTF-8 och försök igen.</translation>
    </message>
</context>
<context>
    <name>api::Har</name>
    <message>
        <source>%1 of %2 bytes were kept.</source>
        <translation>%1 av %2 byte sparades.</translation>
    </message>
</context>
<context>
    <name>api::HistoryStore</name>
    <message>
        <source>The request history was damaged. It was kept as %1, and a new one was begun.</source>
        <translation>Historiken över begäranden var skadad. Den har sparats som %1 och en ny har påbörjats.</translation>
    </message>
    <message>
        <source>The request history can&apos;t be written to %1 (%2). It is kept in memory until the console is closed.</source>
        <translation>Historiken över begäranden kan inte skrivas till %1 (%2). Den hålls i minnet tills konsolen stängs.</translation>
    </message>
</context>
<context>
    <name>api::ImportReport</name>
    <message>
        <source>Needs an AWS signature: it is shown, and can&apos;t be sent from here.</source>
        <translation>Behöver en AWS-signatur: den visas men kan inte skickas härifrån.</translation>
    </message>
    <message>
        <source>It can be sent with a token.</source>
        <translation>Den kan skickas med en token.</translation>
    </message>
    <message>
        <source>It needs an AWS signature.</source>
        <translation>Den behöver en AWS-signatur.</translation>
    </message>
    <message>
        <source>It has the parameter “%1”, which is required.</source>
        <translation>Den har parametern ”%1”, som är obligatorisk.</translation>
    </message>
    <message>
        <source>It has the parameter “%1”.</source>
        <translation>Den har parametern ”%1”.</translation>
    </message>
    <message>
        <source>The document has no paths: it is a guide, and there is nothing in it to add.</source>
        <translation>Dokumentet har inga sökvägar: det är en vägledning utan något att lägga till.</translation>
    </message>
    <message>
        <source>Nothing in the document can be used; the reasons are below.</source>
        <translation>Inget i dokumentet kan användas; orsakerna står nedan.</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n tabell</numerusform>
            <numerusform>%n tabeller</numerusform>
        </translation>
    </message>
    <message>
        <source>It describes %1 and %2.</source>
        <extracomment>%1: &quot;12 operations&quot;, %2: &quot;2 tables&quot;</extracomment>
        <translation>Det beskriver %1 och %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s)</source>
        <translation>
            <numerusform>%n operation</numerusform>
            <numerusform>%n operationer</numerusform>
        </translation>
    </message>
    <message>
        <source>Its paths begin at %1, as its server “%2” says. Requests go to the host of the profile.</source>
        <translation>Dess sökvägar börjar vid %1, enligt dess server ”%2”. Begäranden går till profilens värd.</translation>
    </message>
    <message>
        <source>It names no server; its paths begin at %1, as its description has it (%2).</source>
        <translation>Det anger ingen server; dess sökvägar börjar vid %1, enligt dess beskrivning (%2).</translation>
    </message>
    <message>
        <source>It names no server; its paths are taken to begin at %1 of the profile&apos;s base URL.</source>
        <translation>Det anger ingen server; dess sökvägar antas börja vid %1 under profilens bas-URL.</translation>
    </message>
</context>
<context>
    <name>api::ImportStore</name>
    <message>
        <source>The list of imported API documents (%1) can&apos;t be read, or is of a newer console. They are not used, and new ones are not kept; move the file away to begin anew.</source>
        <translation>Listan över importerade API-dokument (%1) kan inte läsas, eller är från en nyare konsol. De används inte och nya sparas inte; flytta undan filen för att börja om.</translation>
    </message>
    <message>
        <source>The document can&apos;t be written to %1: %2</source>
        <translation>Dokumentet kan inte skrivas till %1: %2</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 kan inte skrivas: %2</translation>
    </message>
    <message>
        <source>The imported document “%1” is not used: %2</source>
        <translation>Det importerade dokumentet ”%1” används inte: %2</translation>
    </message>
</context>
<context>
    <name>api::NodeSnippet</name>
    <message>
        <source>Node.js</source>
        <translation>Node.js</translation>
    </message>
    <message>
        <source>fetch() sends no body with GET or HEAD: it was left out.</source>
        <translation>fetch() skickar inget innehåll med GET eller HEAD: det utelämnades.</translation>
    </message>
</context>
<context>
    <name>api::PartFile</name>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 kan inte skrivas: %2</translation>
    </message>
    <message>
        <source>the platform sent another part of the file than the one that is missing</source>
        <translation>plattformen skickade en annan del av filen än den som saknas</translation>
    </message>
    <message>
        <source>the file on the platform is another one by now</source>
        <translation>filen på plattformen är numera en annan</translation>
    </message>
    <message>
        <source>only %1 of %2 bytes of the file came</source>
        <translation>bara %1 av filens %2 byte kom fram</translation>
    </message>
    <message>
        <source>another download to %1 is going on</source>
        <translation>en annan nedladdning till %1 pågår</translation>
    </message>
    <message>
        <source>its beginning is gone</source>
        <translation>dess början är borta</translation>
    </message>
    <message>
        <source>instead of the file the platform answered: %1</source>
        <translation>i stället för filen svarade plattformen: %1</translation>
    </message>
</context>
<context>
    <name>api::PathOverrides</name>
    <message>
        <source>The changed paths in %1 can&apos;t be read; the console&apos;s own are used.</source>
        <translation>De ändrade sökvägarna i %1 kan inte läsas; konsolens egna används.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 kan inte skrivas: %2</translation>
    </message>
    <message>
        <source>A path begins with a slash; a parameter stands in braces, one in a segment.</source>
        <translation>En sökväg börjar med ett snedstreck; en parameter står inom klamrar, en per segment.</translation>
    </message>
    <message>
        <source>A path has no spaces, no “?” or “#”, and no slash at its end.</source>
        <translation>En sökväg har inga blanksteg, inget ”?” eller ”#” och inget snedstreck på slutet.</translation>
    </message>
    <message>
        <source>This path has no parameters.</source>
        <translation>Den här sökvägen har inga parametrar.</translation>
    </message>
    <message>
        <source>The path needs these parameters, each once: %1.</source>
        <translation>Sökvägen behöver de här parametrarna, en gång var: %1.</translation>
    </message>
</context>
<context>
    <name>api::PosixCurlSnippet</name>
    <message>
        <source>curl for a POSIX shell</source>
        <translation>curl för POSIX-skal</translation>
    </message>
</context>
<context>
    <name>api::PostmanExport</name>
    <message>
        <source>Saved requests</source>
        <translation>Sparade begäranden</translation>
    </message>
</context>
<context>
    <name>api::PostmanImport</name>
    <message>
        <source>Imported collection</source>
        <translation>Importerad samling</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) are authorised in another way (%1), which is left out: requests carry the profile&apos;s token.</source>
        <translation>
            <numerusform>%n del har en annan auktorisering (%1), som utelämnas: begäranden bär profilens token.</numerusform>
            <numerusform>%n delar har en annan auktorisering (%1), som utelämnas: begäranden bär profilens token.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) want no token: the console sends its own all the same.</source>
        <translation>
            <numerusform>%n del vill inte ha någon token: konsolen skickar ändå sin egen.</numerusform>
            <numerusform>%n delar vill inte ha någon token: konsolen skickar ändå sin egen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) held tokens or passwords, which were not taken over.</source>
        <translation>
            <numerusform>%n del innehöll token eller lösenord, som inte togs över.</numerusform>
            <numerusform>%n delar innehöll token eller lösenord, som inte togs över.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bodies are of a kind that can&apos;t be sent from here (%1). They are kept for an export.</source>
        <translation>
            <numerusform>%n innehåll är av ett slag som inte kan skickas härifrån (%1). Det sparas för en export.</numerusform>
            <numerusform>%n innehåll är av ett slag som inte kan skickas härifrån (%1). De sparas för en export.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n script(s) are kept for an export, and are not run.</source>
        <translation>
            <numerusform>%n skript sparas för en export och körs inte.</numerusform>
            <numerusform>%n skript sparas för en export och körs inte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Example replies of %n request(s) are kept for an export.</source>
        <translation>
            <numerusform>Exempelsvar till %n begäran sparas för en export.</numerusform>
            <numerusform>Exempelsvar till %n begäranden sparas för en export.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) have a method that can&apos;t be sent from here.</source>
        <translation>
            <numerusform>%n begäran har en metod som inte kan skickas härifrån.</numerusform>
            <numerusform>%n begäranden har en metod som inte kan skickas härifrån.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are neither a folder nor a request, or too many, and were left out.</source>
        <translation>
            <numerusform>%n post är varken en mapp eller en begäran, eller en för mycket, och utelämnades.</numerusform>
            <numerusform>%n poster är varken mappar eller begäranden, eller för många, och utelämnades.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) lie too deep and are left empty.</source>
        <translation>
            <numerusform>%n mapp ligger för djupt och lämnas tom.</numerusform>
            <numerusform>%n mappar ligger för djupt och lämnas tomma.</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests go to the profile&apos;s host instead of %1.</source>
        <translation>Begäranden går till profilens värd i stället för %1.</translation>
    </message>
    <message>
        <source>This file is larger than 64 MB, which no collection for people is.</source>
        <translation>Filen är större än 64 MB, och så stor är ingen samling som människor använder.</translation>
    </message>
    <message>
        <source>This is no Postman collection: it is not JSON (%1).</source>
        <translation>Detta är ingen Postman-samling: det är inte JSON (%1).</translation>
    </message>
    <message>
        <source>This collection is of Postman&apos;s first format. Export it from Postman as &quot;Collection v2.1&quot;.</source>
        <translation>Samlingen har Postmans första format. Exportera den från Postman som &quot;Collection v2.1&quot;.</translation>
    </message>
    <message>
        <source>This is JSON, but no Postman collection: it lacks &quot;info&quot; or &quot;item&quot;. Export it from Postman as &quot;Collection v2.1&quot;.</source>
        <translation>Detta är JSON men ingen Postman-samling: &quot;info&quot; eller &quot;item&quot; saknas. Exportera den från Postman som &quot;Collection v2.1&quot;.</translation>
    </message>
</context>
<context>
    <name>api::PowerShellCurlSnippet</name>
    <message>
        <source>curl for PowerShell</source>
        <translation>curl för PowerShell</translation>
    </message>
</context>
<context>
    <name>api::Profile</name>
    <message>
        <source>Spaces were removed.</source>
        <translation>Blanksteg togs bort.</translation>
    </message>
    <message>
        <source>Quotation marks were removed.</source>
        <translation>Citattecken togs bort.</translation>
    </message>
    <message>
        <source>“iotcomms-io” was corrected to “iotcomms.io”.</source>
        <translation>”iotcomms-io” rättades till ”iotcomms.io”.</translation>
    </message>
    <message>
        <source>Enter the tenant domain.</source>
        <translation>Ange kunddomänen.</translation>
    </message>
    <message>
        <source>A domain has no scheme: remove what ends in “://”.</source>
        <translation>En domän har inget schema: ta bort det som slutar på ”://”.</translation>
    </message>
    <message>
        <source>A domain has no spaces: remove them.</source>
        <translation>En domän har inga blanksteg: ta bort dem.</translation>
    </message>
    <message>
        <source>A domain has no path: remove everything from the slash on.</source>
        <translation>En domän har ingen sökväg: ta bort allt från snedstrecket och framåt.</translation>
    </message>
    <message>
        <source>A domain has no underscores: check its spelling.</source>
        <translation>En domän har inga understreck: kontrollera stavningen.</translation>
    </message>
    <message>
        <source>The domain ends in “iotcomms-io”; write “iotcomms.io”.</source>
        <translation>Domänen slutar på ”iotcomms-io”; skriv ”iotcomms.io”.</translation>
    </message>
    <message>
        <source>This is not a domain. It looks like customer47.prod-eu-north-1.iotcomms.io.</source>
        <translation>Detta är inte en domän. En sådan ser ut som customer47.prod-eu-north-1.iotcomms.io.</translation>
    </message>
    <message>
        <source>Enter the base URL.</source>
        <translation>Ange bas-URL:en.</translation>
    </message>
    <message>
        <source>This is not a base URL. It looks like https://api.prod-eu-north-1.iotcomms.io.</source>
        <translation>Detta är inte en bas-URL. En sådan ser ut som https://api.prod-eu-north-1.iotcomms.io.</translation>
    </message>
    <message>
        <source>The host ends in “iotcomms-io”; write “iotcomms.io”.</source>
        <translation>Värdnamnet slutar på ”iotcomms-io”; skriv ”iotcomms.io”.</translation>
    </message>
    <message>
        <source>Remove the user name and password: requests carry a token.</source>
        <translation>Ta bort användarnamn och lösenord: begäranden bär en token.</translation>
    </message>
    <message>
        <source>Remove everything from the “?” or “#” on: it cannot be kept.</source>
        <translation>Ta bort allt från ”?” eller ”#” och framåt: det kan inte sparas.</translation>
    </message>
    <message>
        <source>Remove the path: the console adds that of each service.</source>
        <translation>Ta bort sökvägen: konsolen lägger till den för varje tjänst.</translation>
    </message>
    <message>
        <source>Use https: plain HTTP would show the token to others, and is only used to reach this machine.</source>
        <translation>Använd https: okrypterad HTTP skulle visa token för andra och används bara för att nå den egna datorn.</translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation>Filen ”%1” finns inte.</translation>
    </message>
    <message>
        <source>“%1” is a folder; choose the file in it.</source>
        <translation>”%1” är en mapp; välj filen i den.</translation>
    </message>
    <message>
        <source>“%1” is not a file.</source>
        <translation>”%1” är inte en fil.</translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2). Check who may read it.</source>
        <translation>”%1” kan inte läsas (%2). Kontrollera vem som får läsa den.</translation>
    </message>
    <message>
        <source>“%1” is too large for a PEM file.</source>
        <translation>”%1” är för stor för att vara en PEM-fil.</translation>
    </message>
    <message>
        <source>“%1” is empty.</source>
        <translation>”%1” är tom.</translation>
    </message>
    <message>
        <source>Choose the file with the private key.</source>
        <translation>Välj filen med den privata nyckeln.</translation>
    </message>
    <message>
        <source>“%1” has no certificate in PEM form.</source>
        <translation>”%1” har inget certifikat i PEM-form.</translation>
    </message>
    <message>
        <source>The scheme was removed.</source>
        <translation>Schemat togs bort.</translation>
    </message>
    <message>
        <source>The path was removed.</source>
        <translation>Sökvägen togs bort.</translation>
    </message>
    <message>
        <source>What stood before the “@” was removed.</source>
        <translation>Det som stod före ”@” togs bort.</translation>
    </message>
    <message>
        <source>The dot at the end was removed.</source>
        <translation>Punkten på slutet togs bort.</translation>
    </message>
    <message>
        <source>Capital letters were made small.</source>
        <translation>Versaler gjordes till gemener.</translation>
    </message>
    <message>
        <source>“https://” was added.</source>
        <translation>”https://” lades till.</translation>
    </message>
    <message>
        <source>The path was removed: the console adds that of each service.</source>
        <translation>Sökvägen togs bort: konsolen lägger till den för varje tjänst.</translation>
    </message>
    <message>
        <source>Give the profile a name.</source>
        <translation>Ge profilen ett namn.</translation>
    </message>
</context>
<context>
    <name>api::ProfileStore</name>
    <message>
        <source>“%1” cannot be read (%2). Check who may read it, and start again.</source>
        <translation>”%1” kan inte läsas (%2). Kontrollera vem som får läsa den och starta om.</translation>
    </message>
    <message>
        <source>“%1” was written by a newer version of the console. Nothing is saved to it; use that version.</source>
        <translation>”%1” har skrivits av en nyare version av konsolen. Inget sparas i den; använd den versionen.</translation>
    </message>
    <message>
        <source>“%1” is damaged and could not be kept under another name. Nothing is saved to it; move it away and start again.</source>
        <translation>”%1” är skadad och kunde inte sparas under ett annat namn. Inget sparas i den; flytta undan den och starta om.</translation>
    </message>
    <message>
        <source>The profiles could not be read: their file is damaged. It is kept as “%1”.</source>
        <translation>Profilerna kunde inte läsas: deras fil är skadad. Den har sparats som ”%1”.</translation>
    </message>
    <message>
        <source>Some profiles could not be read. The file with all of them is kept as “%1”.</source>
        <translation>Några profiler kunde inte läsas. Filen med alla profiler har sparats som ”%1”.</translation>
    </message>
    <message>
        <source>This profile does not exist any more.</source>
        <translation>Profilen finns inte längre.</translation>
    </message>
    <message>
        <source>“%1” could not be written (%2); nothing was changed. Check the free space and who may write there.</source>
        <translation>”%1” kunde inte skrivas (%2); inget ändrades. Kontrollera ledigt utrymme och vem som får skriva där.</translation>
    </message>
    <message>
        <source>“%1” is damaged: some or all of its profiles could not be read.</source>
        <translation>”%1” är skadad: en del av eller alla dess profiler kunde inte läsas.</translation>
    </message>
</context>
<context>
    <name>api::PythonSnippet</name>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
</context>
<context>
    <name>api::QtSnippet</name>
    <message>
        <source>C++ with Qt</source>
        <translation>C++ med Qt</translation>
    </message>
</context>
<context>
    <name>api::RequestSnippet</name>
    <message>
        <source>Only the first part of the body was kept.</source>
        <translation>Bara den första delen av innehållet sparades.</translation>
    </message>
    <message>
        <source>Secrets were not kept: put them in where it says [redacted].</source>
        <translation>Hemligheter sparades inte: sätt in dem där det står [redacted].</translation>
    </message>
    <message>
        <source>curl for the Windows command prompt</source>
        <translation>curl för Windows kommandotolk</translation>
    </message>
    <message>
        <source>The body can&apos;t be typed here: save it as body.bin first.</source>
        <translation>Innehållet går inte att skriva här: spara det först som body.bin.</translation>
    </message>
    <message>
        <source>curl sends no body with HEAD: it was left out.</source>
        <translation>curl skickar inget innehåll med HEAD: det utelämnades.</translation>
    </message>
    <message>
        <source>Node.js</source>
        <translation>Node.js</translation>
    </message>
    <message>
        <source>fetch() sends no body with GET or HEAD: it was left out.</source>
        <translation>fetch() skickar inget innehåll med GET eller HEAD: det utelämnades.</translation>
    </message>
    <message>
        <source>curl for a POSIX shell</source>
        <translation>curl för POSIX-skal</translation>
    </message>
    <message>
        <source>curl for PowerShell</source>
        <translation>curl för PowerShell</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>C++ with Qt</source>
        <translation>C++ med Qt</translation>
    </message>
</context>
<context>
    <name>api::SchemaDifference</name>
    <message>
        <source>“%1” is new.</source>
        <translation>”%1” är ny.</translation>
    </message>
    <message>
        <source>“%1” is not in the document; it goes.</source>
        <translation>”%1” finns inte i dokumentet; den försvinner.</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>vad som helst</translation>
    </message>
    <message>
        <source>“%1” is of type %2 instead of %3.</source>
        <translation>”%1” är av typen %2 i stället för %3.</translation>
    </message>
    <message>
        <source>“%1” is required.</source>
        <translation>”%1” är obligatorisk.</translation>
    </message>
    <message>
        <source>“%1” is no longer required.</source>
        <translation>”%1” är inte längre obligatorisk.</translation>
    </message>
    <message>
        <source>“%1” can only be read.</source>
        <translation>”%1” kan bara läsas.</translation>
    </message>
    <message>
        <source>“%1” can be changed.</source>
        <translation>”%1” kan ändras.</translation>
    </message>
    <message>
        <source>“%1” has the values %2.</source>
        <translation>”%1” har värdena %2.</translation>
    </message>
    <message>
        <source>“%1” has another pattern.</source>
        <translation>”%1” har ett annat mönster.</translation>
    </message>
</context>
<context>
    <name>api::SchemaValidator</name>
    <message>
        <source>There is no value.</source>
        <translation>Det finns inget värde.</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Värdet</translation>
    </message>
    <message>
        <source>%1 must be null.</source>
        <translation>%1 måste vara null.</translation>
    </message>
    <message>
        <source>%1 must be true or false.</source>
        <translation>%1 måste vara true eller false.</translation>
    </message>
    <message>
        <source>%1 must be a whole number.</source>
        <translation>%1 måste vara ett heltal.</translation>
    </message>
    <message>
        <source>%1 must be a number.</source>
        <translation>%1 måste vara ett tal.</translation>
    </message>
    <message>
        <source>%1 must be a text.</source>
        <translation>%1 måste vara en text.</translation>
    </message>
    <message>
        <source>%1 must be a list.</source>
        <translation>%1 måste vara en lista.</translation>
    </message>
    <message>
        <source>%1 must be an object.</source>
        <translation>%1 måste vara ett objekt.</translation>
    </message>
    <message>
        <source>%1 must be one of: %2.</source>
        <translation>%1 måste vara något av: %2.</translation>
    </message>
    <message>
        <source>%1 must not be empty.</source>
        <translation>%1 får inte vara tomt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 must have at least %n character(s).</source>
        <translation>
            <numerusform>%1 måste ha minst %n tecken.</numerusform>
            <numerusform>%1 måste ha minst %n tecken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 may have at most %n character(s).</source>
        <translation>
            <numerusform>%1 får ha högst %n tecken.</numerusform>
            <numerusform>%1 får ha högst %n tecken.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 does not have the expected form: %2</source>
        <translation>%1 har inte den förväntade formen: %2</translation>
    </message>
    <message>
        <source>%1 does not have the format %2.</source>
        <extracomment>%2 is a format of JSON Schema: date-time, date, uuid, ipv4 or ipv6</extracomment>
        <translation>%1 har inte formatet %2.</translation>
    </message>
    <message>
        <source>%1 must be at least %2.</source>
        <translation>%1 måste vara minst %2.</translation>
    </message>
    <message>
        <source>%1 may be at most %2.</source>
        <translation>%1 får vara högst %2.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 saknas.</translation>
    </message>
    <message>
        <source>%1 is not a known member.</source>
        <translation>%1 är inte en känd medlem.</translation>
    </message>
    <message>
        <source>%1, entry %2</source>
        <extracomment>An element of a list: %1 is the list&apos;s name, %2 counts from 1</extracomment>
        <translation>%1, element %2</translation>
    </message>
    <message>
        <source>%1 must be an IP address, as 192.0.2.10.</source>
        <translation>%1 måste vara en IP-adress, som 192.0.2.10.</translation>
    </message>
    <message>
        <source>%1 must be a range of addresses, as 192.0.2.0/24.</source>
        <translation>%1 måste vara ett adressintervall, som 192.0.2.0/24.</translation>
    </message>
    <message>
        <source>%1 must be an IP address or a range of them, as 192.0.2.10 or 192.0.2.0/24.</source>
        <translation>%1 måste vara en IP-adress eller ett adressintervall, som 192.0.2.10 eller 192.0.2.0/24.</translation>
    </message>
</context>
<context>
    <name>api::Session</name>
    <message>
        <source>The profile has no private key. Choose one in the profile.</source>
        <translation>Profilen har ingen privat nyckel. Välj en i profilen.</translation>
    </message>
    <message>
        <source>The profile&apos;s key lies in the key store of a data folder, and none is open here.</source>
        <translation>Profilens nyckel ligger i en datamapps nyckelförråd, och ingen datamapp är öppen här.</translation>
    </message>
</context>
<context>
    <name>api::WireReply</name>
    <message>
        <source>Operation canceled</source>
        <translation>Åtgärden avbröts</translation>
    </message>
</context>
<context>
    <name>api::YamlToJson</name>
    <message>
        <source>line %1, column %2</source>
        <translation>rad %1, kolumn %2</translation>
    </message>
    <message>
        <source>The document grows too large when its aliases are expanded.</source>
        <translation>Dokumentet blir för stort när dess alias expanderas.</translation>
    </message>
    <message>
        <source>An alias stands inside its own anchor.</source>
        <translation>Ett alias står inuti sitt eget ankare.</translation>
    </message>
    <message>
        <source>The document is nested too deeply.</source>
        <translation>Dokumentet är för djupt nästlat.</translation>
    </message>
    <message>
        <source>A name must be a simple text.</source>
        <translation>Ett namn måste vara en enkel text.</translation>
    </message>
    <message>
        <source>A merge key must stand for a mapping.</source>
        <translation>En sammanslagningsnyckel måste stå för en mappning.</translation>
    </message>
    <message>
        <source>This is not YAML: %1.</source>
        <translation>Detta är inte YAML: %1.</translation>
    </message>
    <message>
        <source>The document has too many values for YAML. Convert it to JSON, then try again.</source>
        <translation>Dokumentet har för många värden för YAML. Konvertera det till JSON och försök igen.</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>Läsningen avbröts.</translation>
    </message>
    <message>
        <source>The document is larger than %1 MB, too much for YAML. Convert it to JSON, then try again.</source>
        <translation>Dokumentet är större än %1 MB, för mycket för YAML. Konvertera det till JSON och försök igen.</translation>
    </message>
    <message>
        <source>A single text or collection in brackets is too large for YAML. Convert the document to JSON, then try again.</source>
        <translation>En enda text eller en samling inom klamrar är för stor för YAML. Konvertera dokumentet till JSON och försök igen.</translation>
    </message>
</context>
<context>
    <name>auth::CallbackTokenCheck</name>
    <message>
        <source>Callback pair &quot;%1&quot;, RSA, %2 bits, thumbprint %3.</source>
        <translation>Par för återanrop &quot;%1&quot;, RSA, %2 bitar, tumavtryck %3.</translation>
    </message>
    <message>
        <source>The signature was made with the private key of this pair.</source>
        <translation>Signaturen gjordes med det här parets privata nyckel.</translation>
    </message>
    <message>
        <source>The signature was not made with the private key of this pair.</source>
        <translation>Signaturen gjordes inte med det här parets privata nyckel.</translation>
    </message>
    <message>
        <source>The token names no end.</source>
        <translation>Token anger inget slut.</translation>
    </message>
    <message>
        <source>exp is no number.</source>
        <translation>exp är inget tal.</translation>
    </message>
    <message>
        <source>It ends in %1.</source>
        <translation>Den går ut om %1.</translation>
    </message>
    <message>
        <source>It has ended %1 ago.</source>
        <translation>Den gick ut för %1 sedan.</translation>
    </message>
    <message>
        <source>A rule for API tokens; it is not applied to callbacks.</source>
        <translation>En regel för API-token; den gäller inte återanrop.</translation>
    </message>
    <message>
        <source>The callback is genuine: its token was signed with the private key of the callback pair &quot;%1&quot;.</source>
        <translation>Återanropet är äkta: dess token signerades med den privata nyckeln i paret för återanrop &quot;%1&quot;.</translation>
    </message>
    <message>
        <source>A receiver must refuse this callback: %1</source>
        <translation>En mottagare måste avvisa återanropet: %1</translation>
    </message>
</context>
<context>
    <name>auth::Jwt</name>
    <message>
        <source>token</source>
        <translation>token</translation>
    </message>
    <message>
        <source>header</source>
        <translation>headern</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>payloaden</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>signaturen</translation>
    </message>
    <message>
        <source>The %1 is empty.</source>
        <translation>Innehåll saknas i %1.</translation>
    </message>
    <message>
        <source>The %1 is not base64url: no bytes encode to %2 characters. Part of it is missing or doubled.</source>
        <translation>Ogiltig base64url i %1: ingen följd av byte ger %2 tecken. En del saknas eller är dubblerad.</translation>
    </message>
    <message>
        <source>The %1 is not base64url as an encoder writes it: the unused bits of the last character are not zero.</source>
        <translation>Ogiltig base64url i %1: så skriver ingen kodare, de oanvända bitarna i sista tecknet är inte noll.</translation>
    </message>
    <message>
        <source>The %1 is not base64url: %2 at character %3.</source>
        <translation>Ogiltig base64url i %1: %2 vid tecken %3.</translation>
    </message>
    <message>
        <source>The %1 is not valid JSON: %2.</source>
        <translation>Ogiltig JSON i %1: %2.</translation>
    </message>
    <message>
        <source>The %1 is JSON, but not an object.</source>
        <translation>JSON i %1 är inte ett objekt.</translation>
    </message>
    <message>
        <source>The token has %1 bytes; at most %2 are taken.</source>
        <translation>Token har %1 byte; högst %2 godtas.</translation>
    </message>
    <message>
        <source>There is no token: the text is empty.</source>
        <translation>Det finns ingen token: texten är tom.</translation>
    </message>
    <message>
        <source>The text begins with &quot;Bearer &quot;: leave that out, and give the token alone.</source>
        <translation>Texten börjar med &quot;Bearer &quot;: utelämna det och ange bara token.</translation>
    </message>
    <message>
        <source>The token has five parts: it is encrypted (JWE). A signed one (JWS) has three.</source>
        <translation>Token har fem delar: den är krypterad (JWE). En signerad (JWS) har tre.</translation>
    </message>
    <message numerus="yes">
        <source>A token has three parts with a dot between; this text has %n.</source>
        <translation>
            <numerusform>En token har tre delar med punkt emellan; den här texten har %n.</numerusform>
            <numerusform>En token har tre delar med punkt emellan; den här texten har %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>padding (=)</source>
        <translation>utfyllnad (=)</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>ett blanksteg</translation>
    </message>
    <message>
        <source>a line end</source>
        <translation>ett radslut</translation>
    </message>
    <message>
        <source>the byte 0x%1</source>
        <translation>byte 0x%1</translation>
    </message>
</context>
<context>
    <name>auth::KeyFileFormat</name>
    <message>
        <source>it is not a file of this key store</source>
        <translation>den är ingen fil i detta nyckelförråd</translation>
    </message>
    <message>
        <source>its description is incomplete</source>
        <translation>dess beskrivning är ofullständig</translation>
    </message>
    <message>
        <source>its description contradicts itself</source>
        <translation>dess beskrivning motsäger sig själv</translation>
    </message>
    <message>
        <source>its public key is missing or cut off</source>
        <translation>dess publika nyckel saknas eller är avklippt</translation>
    </message>
    <message>
        <source>its public key cannot be read</source>
        <translation>dess publika nyckel kan inte läsas</translation>
    </message>
    <message>
        <source>it has more keys than it should</source>
        <translation>den innehåller fler nycklar än den borde</translation>
    </message>
    <message>
        <source>its encrypted private key is missing or cut off</source>
        <translation>dess krypterade privata nyckel saknas eller är avklippt</translation>
    </message>
    <message>
        <source>its description is cut off or changed</source>
        <translation>dess beskrivning är avklippt eller ändrad</translation>
    </message>
</context>
<context>
    <name>auth::KeySearch</name>
    <message>
        <source>There is no public key to try.</source>
        <translation>Det finns ingen publik nyckel att prova.</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n key(s) made this signature.</source>
        <translation>
            <numerusform>%n nyckel provades, och den har inte gjort signaturen.</numerusform>
            <numerusform>%n nycklar provades, och ingen av dem har gjort signaturen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot; of the profile &quot;%2&quot;, for its domain.</source>
        <translation>Signerad med nyckeln &quot;%1&quot; i profilen &quot;%2&quot;, för dess domän.</translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot; of the profile &quot;%2&quot;, but for another domain.</source>
        <translation>Signerad med nyckeln &quot;%1&quot; i profilen &quot;%2&quot;, men för en annan domän.</translation>
    </message>
    <message>
        <source>Signed with the callback pair &quot;%1&quot;: it is the token of a callback.</source>
        <translation>Signerad med paret för återanrop &quot;%1&quot;: den är token för ett återanrop.</translation>
    </message>
</context>
<context>
    <name>auth::KeySentences</name>
    <message>
        <source>There is no file %1. Check the path, or choose the key file again.</source>
        <translation>Filen %1 finns inte. Kontrollera sökvägen eller välj nyckelfilen på nytt.</translation>
    </message>
    <message>
        <source>%1 is a folder. Choose the key file inside it.</source>
        <translation>%1 är en mapp. Välj nyckelfilen i den.</translation>
    </message>
    <message>
        <source>%1 is not a regular file. Save the key to a file and choose that one.</source>
        <translation>%1 är inte en vanlig fil. Spara nyckeln i en fil och välj den.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2. Check who owns the file and its permissions.</source>
        <translation>%1 kan inte läsas: %2. Kontrollera filens ägare och behörigheter.</translation>
    </message>
    <message>
        <source>The key was not written to %1: %2. Choose a folder that you may write to and that has space left.</source>
        <translation>Nyckeln skrevs inte till %1: %2. Välj en mapp som du får skriva i och som har ledigt utrymme.</translation>
    </message>
    <message>
        <source>This text is larger than 1 MB, so it is not a key. Take only the key itself.</source>
        <translation>Texten är större än 1 MB och är alltså ingen nyckel. Ta bara med själva nyckeln.</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MB, so it is not a key. Choose the key file.</source>
        <translation>%1 är större än 1 MB och är alltså ingen nyckel. Välj nyckelfilen.</translation>
    </message>
    <message>
        <source>There is nothing in it. Choose a PEM file that begins with &quot;-----BEGIN&quot;.</source>
        <translation>Den är tom. Välj en PEM-fil som börjar med &quot;-----BEGIN&quot;.</translation>
    </message>
    <message>
        <source>This text is saved as UTF-16. Save it as plain text (UTF-8) and try again.</source>
        <translation>Texten är sparad som UTF-16. Spara den som vanlig text (UTF-8) och försök igen.</translation>
    </message>
    <message>
        <source>This is a JSON Web Key (JWK) or other JSON, not PEM. Export the key as PEM; with Node.js: crypto.createPrivateKey({key, format: &quot;jwk&quot;}).export({type: &quot;pkcs8&quot;, format: &quot;pem&quot;}).</source>
        <translation>Detta är en JSON Web Key (JWK) eller annan JSON, inte PEM. Exportera nyckeln som PEM; med Node.js: crypto.createPrivateKey({key, format: &quot;jwk&quot;}).export({type: &quot;pkcs8&quot;, format: &quot;pem&quot;}).</translation>
    </message>
    <message>
        <source>This is a PuTTY key. Convert it: puttygen FILE -O private-openssh -o key, then ssh-keygen -p -m PEM -f key.</source>
        <translation>Detta är en PuTTY-nyckel. Konvertera den: puttygen FIL -O private-openssh -o key, därefter ssh-keygen -p -m PEM -f key.</translation>
    </message>
    <message>
        <source>This is an SSH public key. For an RSA key, convert it: ssh-keygen -e -m PKCS8 -f FILE &gt; public.pem</source>
        <translation>Detta är en publik SSH-nyckel. Är det en RSA-nyckel, konvertera den: ssh-keygen -e -m PKCS8 -f FIL &gt; public.pem</translation>
    </message>
    <message>
        <source>This is a PKCS#12 store (.p12, .pfx). Take the key out of it: openssl pkcs12 -in FILE -nocerts -out private.pem</source>
        <translation>Detta är ett PKCS#12-arkiv (.p12, .pfx). Ta ut nyckeln ur det: openssl pkcs12 -in FIL -nocerts -out private.pem</translation>
    </message>
    <message>
        <source>This is a binary (DER) file. Convert it to PEM: openssl pkey -inform DER -in FILE -out private.pem, with -pubin for a public key.</source>
        <translation>Detta är en binär fil (DER). Konvertera den till PEM: openssl pkey -inform DER -in FIL -out private.pem, med -pubin för en publik nyckel.</translation>
    </message>
    <message>
        <source>This is a certificate. Choose the key file; the certificate&apos;s public key comes out with: openssl x509 -in FILE -pubkey -noout &gt; public.pem</source>
        <translation>Detta är ett certifikat. Välj nyckelfilen; certifikatets publika nyckel tas ut med: openssl x509 -in FIL -pubkey -noout &gt; public.pem</translation>
    </message>
    <message>
        <source>This is a PEM file, but it holds &quot;%1&quot; and no key. Choose the key file.</source>
        <translation>Detta är en PEM-fil, men den innehåller &quot;%1&quot; och ingen nyckel. Välj nyckelfilen.</translation>
    </message>
    <message>
        <source>This is an SSH private key. For an RSA key, convert a copy of the file in place: ssh-keygen -p -m PEM -f COPY</source>
        <translation>Detta är en privat SSH-nyckel. Är det en RSA-nyckel, konvertera en kopia av filen på plats: ssh-keygen -p -m PEM -f KOPIA</translation>
    </message>
    <message>
        <source>This is not an RSA JSON Web Key: it needs &quot;kty&quot;: &quot;RSA&quot; with &quot;n&quot; and &quot;e&quot; in base64url. Export the public key again.</source>
        <translation>Detta är inte en JSON Web Key för RSA: den behöver &quot;kty&quot;: &quot;RSA&quot; med &quot;n&quot; och &quot;e&quot; i base64url. Exportera den publika nyckeln på nytt.</translation>
    </message>
    <message>
        <source>The key is cut off: the line &quot;-----END %1-----&quot; is missing. Copy the whole file again.</source>
        <translation>Nyckeln är avkapad: raden &quot;-----END %1-----&quot; saknas. Kopiera hela filen igen.</translation>
    </message>
    <message>
        <source>The line ends of this key are written as the two characters \n. Replace each with a real line end and try again.</source>
        <translation>Nyckelns radslut är skrivna som de två tecknen \n. Ersätt vart och ett med ett riktigt radslut och försök igen.</translation>
    </message>
    <message>
        <source>The text between the BEGIN and END lines is damaged or cut off. Copy the whole file again.</source>
        <translation>Texten mellan raderna BEGIN och END är skadad eller avkapad. Kopiera hela filen igen.</translation>
    </message>
    <message>
        <source>The contents of this key are damaged or cut off. Copy the whole file again, or use a backup.</source>
        <translation>Nyckelns innehåll är skadat eller avkapat. Kopiera hela filen igen eller använd en säkerhetskopia.</translation>
    </message>
    <message>
        <source>This is a public key. Tokens are signed with the private key: choose the file that begins with &quot;-----BEGIN PRIVATE KEY-----&quot;.</source>
        <translation>Detta är en publik nyckel. En token signeras med den privata nyckeln: välj filen som börjar med &quot;-----BEGIN PRIVATE KEY-----&quot;.</translation>
    </message>
    <message>
        <source>This is a private key; here the public one is needed, and the private one must not be shown. Take out the public part: openssl pkey -in FILE -pubout -out public.pem</source>
        <translation>Detta är en privat nyckel; här behövs den publika, och den privata får inte visas. Ta ut den publika delen: openssl pkey -in FIL -pubout -out public.pem</translation>
    </message>
    <message>
        <source>This JSON Web Key holds a private key (&quot;d&quot;); here the public one is needed. Leave out everything but &quot;kty&quot;, &quot;n&quot; and &quot;e&quot;.</source>
        <translation>Denna JSON Web Key innehåller en privat nyckel (&quot;d&quot;); här behövs den publika. Utelämna allt utom &quot;kty&quot;, &quot;n&quot; och &quot;e&quot;.</translation>
    </message>
    <message>
        <source>This is a key of the type %1; the platform takes RS256 tokens only, signed with a plain RSA key. Generate one here, or with: openssl genrsa -out private.pem 2048</source>
        <translation>Detta är en nyckel av typen %1; plattformen tar bara emot RS256-token, signerade med en vanlig RSA-nyckel. Skapa en här, eller med: openssl genrsa -out private.pem 2048</translation>
    </message>
    <message>
        <source>This RSA key has %1 bits; RS256 needs at least %2. Generate a new pair and upload its public key.</source>
        <translation>RSA-nyckeln har %1 bitar; RS256 kräver minst %2. Skapa ett nytt nyckelpar och ladda upp dess publika nyckel.</translation>
    </message>
    <message>
        <source>This RSA key has %1 bits; at most %2 can be used. Generate a new pair of 2048 to 4096 bits.</source>
        <translation>RSA-nyckeln har %1 bitar; högst %2 kan användas. Skapa ett nytt nyckelpar med 2048 till 4096 bitar.</translation>
    </message>
    <message>
        <source>Keys of %1 bits are not made. Choose 2048, 3072 or 4096.</source>
        <translation>Nycklar med %1 bitar skapas inte. Välj 2048, 3072 eller 4096.</translation>
    </message>
    <message>
        <source>This key is encrypted. Enter its passphrase.</source>
        <translation>Nyckeln är krypterad. Ange dess lösenfras.</translation>
    </message>
    <message>
        <source>The passphrase does not open this key. Check capitals and keyboard layout, and try again.</source>
        <translation>Lösenfrasen öppnar inte nyckeln. Kontrollera versaler och tangentbordslayout och försök igen.</translation>
    </message>
    <message>
        <source>An encrypted key needs a passphrase. Enter one.</source>
        <translation>En krypterad nyckel behöver en lösenfras. Ange en.</translation>
    </message>
    <message>
        <source>The passphrase is longer than %1 bytes. Choose a shorter one.</source>
        <translation>Lösenfrasen är längre än %1 byte. Välj en kortare.</translation>
    </message>
    <message>
        <source>The passphrase contains a null character, which other programs could not enter. Choose another one.</source>
        <translation>Lösenfrasen innehåller ett nolltecken, som andra program inte kan mata in. Välj en annan.</translation>
    </message>
    <message>
        <source>This key is encrypted in a way that is not supported here. Write it anew: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FILE -out private.pem</source>
        <translation>Nyckeln är krypterad på ett sätt som inte stöds här. Skriv om den: openssl pkcs8 -topk8 -v2 aes-256-cbc -provider legacy -provider default -in FIL -out private.pem</translation>
    </message>
    <message>
        <source>Opening this key would take too long: it asks for more than 5 million rounds of key derivation. Write it anew with fewer: openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 600000 -in FILE -out private.pem</source>
        <translation>Det skulle ta för lång tid att öppna nyckeln: den kräver mer än 5 miljoner varv av nyckelhärledning. Skriv om den med färre: openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 600000 -in FIL -out private.pem</translation>
    </message>
    <message>
        <source>The crypto library refused: %1. Check that QCA and its OpenSSL plugin are installed, and try again.</source>
        <translation>Kryptobiblioteket vägrade: %1. Kontrollera att QCA och dess OpenSSL-insticksmodul är installerade och försök igen.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>det är en mapp</translation>
    </message>
    <message>
        <source>No PEM key was found. A private key has a line &quot;-----BEGIN PRIVATE KEY-----&quot;: choose the file that has it.</source>
        <translation>Ingen PEM-nyckel hittades. En privat nyckel har raden &quot;-----BEGIN PRIVATE KEY-----&quot;: välj filen som har den.</translation>
    </message>
    <message>
        <source>No PEM key was found. A public key has a line &quot;-----BEGIN PUBLIC KEY-----&quot;: choose the file that has it.</source>
        <translation>Ingen PEM-nyckel hittades. En publik nyckel har raden &quot;-----BEGIN PUBLIC KEY-----&quot;: välj filen som har den.</translation>
    </message>
</context>
<context>
    <name>auth::KeyStoreSentences</name>
    <message>
        <source>This begins like a JSON Web Key, but it is not whole JSON: %1. Copy the whole key again.</source>
        <translation>Detta börjar som en JSON Web Key, men är inte hel JSON: %1. Kopiera hela nyckeln på nytt.</translation>
    </message>
    <message>
        <source>This is JSON, but no RSA JSON Web Key: that has &quot;kty&quot;: &quot;RSA&quot; with &quot;n&quot;, &quot;e&quot; and &quot;d&quot; in base64url. Export the private key again.</source>
        <translation>Detta är JSON, men ingen JSON Web Key för RSA: en sådan har &quot;kty&quot;: &quot;RSA&quot; med &quot;n&quot;, &quot;e&quot; och &quot;d&quot; i base64url. Exportera den privata nyckeln på nytt.</translation>
    </message>
    <message>
        <source>This JSON Web Key is a public key: it has no &quot;d&quot;. Tokens are signed with the private key: export that one.</source>
        <translation>Denna JSON Web Key är en publik nyckel: den har inget &quot;d&quot;. Token signeras med den privata nyckeln: exportera den.</translation>
    </message>
    <message>
        <source>This JSON Web Key is a shared secret (&quot;oct&quot;, for HS256); the platform takes RS256 tokens only, signed with an RSA key. Generate a pair here.</source>
        <translation>Denna JSON Web Key är en delad hemlighet (&quot;oct&quot;, för HS256); plattformen tar bara emot RS256-token, signerade med en RSA-nyckel. Skapa ett par här.</translation>
    </message>
    <message numerus="yes">
        <source>This is a set of %n JSON Web Keys. Take out the one to use.</source>
        <translation>
            <numerusform>Detta är en samling med %n JSON Web Key. Ta ut den som ska användas.</numerusform>
            <numerusform>Detta är en samling med %n JSON Web Keys. Ta ut den som ska användas.</numerusform>
        </translation>
    </message>
    <message>
        <source>This JSON Web Key lacks &quot;%1&quot;: p, q, dp, dq and qi come together or not at all. Export the key again.</source>
        <translation>Denna JSON Web Key saknar &quot;%1&quot;: p, q, dp, dq och qi finns alla eller inte alls. Exportera nyckeln på nytt.</translation>
    </message>
    <message>
        <source>The member &quot;%1&quot; of this JSON Web Key is damaged or cut off: it is no number in base64url. Copy the whole key again.</source>
        <translation>Medlemmen &quot;%1&quot; i denna JSON Web Key är skadad eller avklippt: den är inget tal i base64url. Kopiera hela nyckeln på nytt.</translation>
    </message>
    <message>
        <source>The numbers of this JSON Web Key do not belong together: it was damaged, or put together from two keys. Export the key again.</source>
        <translation>Talen i denna JSON Web Key hör inte ihop: den har skadats eller satts samman av två nycklar. Exportera nyckeln på nytt.</translation>
    </message>
    <message>
        <source>This RSA key has more than two primes (&quot;oth&quot;), which is not supported. Generate a new pair and upload its public key.</source>
        <translation>Denna RSA-nyckel har fler än två primtal (&quot;oth&quot;), vilket inte stöds. Skapa ett nytt par och ladda upp dess publika nyckel.</translation>
    </message>
    <message>
        <source>The key pairs are protected by your passphrase, because there is no system keychain. Enter the passphrase first.</source>
        <translation>Nyckelparen skyddas av din lösenfras, eftersom det inte finns någon nyckelring i systemet. Ange lösenfrasen först.</translation>
    </message>
    <message>
        <source>There is no system keychain. Start one (GNOME Keyring, KWallet, KeePassXC), or protect the key pairs with a passphrase of your own.</source>
        <translation>Det finns ingen nyckelring i systemet. Starta en (GNOME Keyring, KWallet, KeePassXC) eller skydda nyckelparen med en egen lösenfras.</translation>
    </message>
    <message>
        <source>The system keychain cannot be reached: this session has no D-Bus. Start the console from a desktop session, or protect the key pairs with a passphrase of your own.</source>
        <translation>Systemets nyckelring kan inte nås: denna session saknar D-Bus. Starta konsolen från en skrivbordssession eller skydda nyckelparen med en egen lösenfras.</translation>
    </message>
    <message>
        <source>The system keychain refused: %1. Unlock it and try again.</source>
        <translation>Systemets nyckelring vägrade: %1. Lås upp den och försök igen.</translation>
    </message>
    <message>
        <source>The system keychain was not unlocked. Unlock it and try again.</source>
        <translation>Systemets nyckelring låstes inte upp. Lås upp den och försök igen.</translation>
    </message>
    <message>
        <source>%1 has no entry of this name.</source>
        <translation>%1 har ingen post med detta namn.</translation>
    </message>
    <message>
        <source>The system keychain took a secret, but did not give it back. Nothing was kept. Unlock the keychain and try again.</source>
        <translation>Systemets nyckelring tog emot en hemlighet men gav den inte tillbaka. Inget sparades. Lås upp nyckelringen och försök igen.</translation>
    </message>
    <message>
        <source>The console is closing.</source>
        <translation>Konsolen stängs.</translation>
    </message>
    <message>
        <source>%1 Nothing was deleted. Start or unlock the keychain that was used before, or enter the passphrase of this file, or import a backup of the key, or generate a new pair and upload its public key.</source>
        <comment>%1 is a sentence</comment>
        <translation>%1 Inget har tagits bort. Starta eller lås upp den nyckelring som användes förut, ange denna fils lösenfras, importera en säkerhetskopia av nyckeln eller skapa ett nytt par och ladda upp dess publika nyckel.</translation>
    </message>
    <message>
        <source>The passphrase of this key pair was put into %1, and no keychain answers now.</source>
        <translation>Lösenfrasen till detta nyckelpar lades i %1, och ingen nyckelring svarar nu.</translation>
    </message>
    <message>
        <source>The passphrase of this key pair is in the system keychain, which was not opened. %1</source>
        <translation>Lösenfrasen till detta nyckelpar ligger i systemets nyckelring, som inte öppnades. %1</translation>
    </message>
    <message>
        <source>The passphrase of this key pair was put into %1, which does not have it any more.</source>
        <translation>Lösenfrasen till detta nyckelpar lades i %1, som inte har den längre.</translation>
    </message>
    <message>
        <source>The passphrase of this key pair was put into %1; now %2 answers, and does not have it.</source>
        <translation>Lösenfrasen till detta nyckelpar lades i %1; nu svarar %2, som inte har den.</translation>
    </message>
    <message>
        <source>The passphrase that %1 has for this key pair does not open its file: one of the two was restored from an older copy.</source>
        <translation>Den lösenfras som %1 har för detta nyckelpar öppnar inte dess fil: en av de två har återställts från en äldre kopia.</translation>
    </message>
    <message>
        <source>This key pair is protected by another passphrase than the one you entered. Open it with its own passphrase, or import a backup of the key.</source>
        <translation>Detta nyckelpar skyddas av en annan lösenfras än den du angav. Öppna det med dess egen lösenfras eller importera en säkerhetskopia av nyckeln.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the console (format %2) and is left alone. Use that version for it.</source>
        <translation>%1 skrevs av en nyare version av konsolen (format %2) och lämnas orörd. Använd den versionen för den.</translation>
    </message>
    <message>
        <source>%1 is damaged and left alone: %2. Put a backup in its place, or move it away and generate a new pair.</source>
        <translation>%1 är skadad och lämnas orörd: %2. Lägg en säkerhetskopia i dess ställe, eller flytta undan den och skapa ett nytt par.</translation>
    </message>
    <message>
        <source>The private and the public key in %1 do not belong together. Put a backup of the file in its place.</source>
        <translation>Den privata och den publika nyckeln i %1 hör inte ihop. Lägg en säkerhetskopia av filen i dess ställe.</translation>
    </message>
    <message>
        <source>The linked file %1 is not there. Bring it back, or connect the drive that it lies on.</source>
        <translation>Den länkade filen %1 finns inte. Lägg tillbaka den eller anslut den enhet som den ligger på.</translation>
    </message>
    <message>
        <source>The linked file %1 holds another key than it did. Put the old file back, or link the new key as a pair of its own.</source>
        <translation>Den länkade filen %1 innehåller en annan nyckel än förut. Lägg tillbaka den gamla filen, eller länka den nya nyckeln som ett eget par.</translation>
    </message>
    <message>
        <source>The file %1 is not there any more. Put a backup in its place.</source>
        <translation>Filen %1 finns inte längre. Lägg en säkerhetskopia i dess ställe.</translation>
    </message>
    <message>
        <source>%1 was not written: %2. What was there before is unchanged. Make room or mend the permissions, and try again.</source>
        <translation>%1 skrevs inte: %2. Det som fanns där förut är oförändrat. Gör plats eller rätta behörigheterna och försök igen.</translation>
    </message>
    <message>
        <source>%1 was not removed: %2. The key pair is unchanged. Mend the permissions of the folder, and try again.</source>
        <translation>%1 togs inte bort: %2. Nyckelparet är oförändrat. Rätta mappens behörigheter och försök igen.</translation>
    </message>
    <message>
        <source>This data folder is open read-only, so key pairs cannot be changed. Close the other console and open the folder again.</source>
        <translation>Denna datamapp är öppen skrivskyddad, så nyckelparen kan inte ändras. Stäng den andra konsolen och öppna mappen på nytt.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read. Check who owns it and its permissions.</source>
        <translation>Mappen %1 kan inte läsas. Kontrollera vem som äger den och dess behörigheter.</translation>
    </message>
    <message>
        <source>This key pair is not there any more. Choose another one.</source>
        <translation>Detta nyckelpar finns inte längre. Välj ett annat.</translation>
    </message>
    <message>
        <source>This key pair is already here, under the name %1.</source>
        <translation>Detta nyckelpar finns redan här, under namnet %1.</translation>
    </message>
    <message>
        <source>This key pair is already here for the other use, under the name %1. API access and callback signing need pairs of their own: generate a new one.</source>
        <translation>Detta nyckelpar finns redan här för den andra användningen, under namnet %1. API-åtkomst och signering av återanrop behöver egna par: skapa ett nytt.</translation>
    </message>
    <message>
        <source>%1 is a callback signing pair, which never signs or verifies API requests. Choose an API access pair.</source>
        <translation>%1 är ett par för signering av återanrop, som aldrig signerar eller verifierar API-anrop. Välj ett par för API-åtkomst.</translation>
    </message>
    <message>
        <source>%1 is an API access pair, which never signs callbacks. Choose a callback signing pair.</source>
        <translation>%1 är ett par för API-åtkomst, som aldrig signerar återanrop. Välj ett par för signering av återanrop.</translation>
    </message>
    <message>
        <source>%1 is marked as compromised and never used again. Generate a new pair and upload its public key.</source>
        <translation>%1 är märkt som röjt och används aldrig igen. Skapa ett nytt par och ladda upp dess publika nyckel.</translation>
    </message>
    <message>
        <source>The key pair needs a name. Enter one.</source>
        <translation>Nyckelparet behöver ett namn. Ange ett.</translation>
    </message>
    <message numerus="yes">
        <source>The name is longer than %n characters. Choose a shorter one.</source>
        <translation>
            <numerusform>Namnet är längre än %n tecken. Välj ett kortare.</numerusform>
            <numerusform>Namnet är längre än %n tecken. Välj ett kortare.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The passphrase has fewer than %n characters. Choose a longer one.</source>
        <translation>
            <numerusform>Lösenfrasen har färre än %n tecken. Välj en längre.</numerusform>
            <numerusform>Lösenfrasen har färre än %n tecken. Välj en längre.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not the passphrase of your key pairs. Check capitals and keyboard layout, and try again.</source>
        <translation>Detta är inte lösenfrasen till dina nyckelpar. Kontrollera versaler och tangentbordslayout och försök igen.</translation>
    </message>
</context>
<context>
    <name>auth::TokenChecks</name>
    <message>
        <source>Not looked at: the token could not be decoded.</source>
        <translation>Inte kontrollerat: token kunde inte avkodas.</translation>
    </message>
    <message>
        <source>Not looked at: the moment of the check is not a time.</source>
        <translation>Inte kontrollerat: tidpunkten för kontrollen är inte en giltig tid.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Three base64url parts, %1 bytes; header and payload are JSON objects.</source>
        <translation>Tre base64url-delar, %1 byte; header och payload är JSON-objekt.</translation>
    </message>
    <message>
        <source>The header names critical extensions (crit): %1. The platform is not known to support any.</source>
        <translation>Headern anger kritiska tillägg (crit): %1. Plattformen stöder inga kända sådana.</translation>
    </message>
    <message>
        <source>typ is %1, but must be the text &quot;JWT&quot;.</source>
        <translation>typ är %1 men måste vara texten &quot;JWT&quot;.</translation>
    </message>
    <message>
        <source>typ is %1, but must be &quot;JWT&quot;.</source>
        <translation>typ är %1 men måste vara &quot;JWT&quot;.</translation>
    </message>
    <message>
        <source>typ is %1.</source>
        <translation>typ är %1.</translation>
    </message>
    <message>
        <source>There is no typ, which is allowed.</source>
        <translation>typ saknas, vilket är tillåtet.</translation>
    </message>
    <message>
        <source>Ignored, as the key comes from the upload and never from the token: %1.</source>
        <translation>Ignoreras, eftersom nyckeln är den uppladdade och aldrig tas ur token: %1.</translation>
    </message>
    <message>
        <source>The header has no alg; it must be &quot;RS256&quot;.</source>
        <translation>Headern saknar alg; den måste vara &quot;RS256&quot;.</translation>
    </message>
    <message>
        <source>alg is %1, but the platform takes exactly &quot;RS256&quot;.</source>
        <translation>alg är %1, men plattformen godtar bara exakt &quot;RS256&quot;.</translation>
    </message>
    <message>
        <source>alg is &quot;RS256&quot;.</source>
        <translation>alg är &quot;RS256&quot;.</translation>
    </message>
    <message>
        <source>There is no public key to check the signature with.</source>
        <translation>Det finns ingen publik nyckel att kontrollera signaturen med.</translation>
    </message>
    <message>
        <source>RSA key of %1 bits, thumbprint %2.</source>
        <translation>RSA-nyckel på %1 bitar, tumavtryck %2.</translation>
    </message>
    <message>
        <source>Not looked at: there is no public key.</source>
        <translation>Inte kontrollerat: det finns ingen publik nyckel.</translation>
    </message>
    <message>
        <source>The signature has %1 bytes; with this key it has %2. It was cut off, or made with another key or algorithm.</source>
        <translation>Signaturen har %1 byte; med den här nyckeln har den %2. Den har kapats, eller gjorts med en annan nyckel eller algoritm.</translation>
    </message>
    <message>
        <source>The signature is not one of this key: the token was signed with another private key or algorithm, or changed after signing.</source>
        <translation>Signaturen hör inte till den här nyckeln: token signerades med en annan privat nyckel eller algoritm, eller ändrades efter signeringen.</translation>
    </message>
    <message>
        <source>The signature is right.</source>
        <translation>Signaturen stämmer.</translation>
    </message>
    <message>
        <source>Not looked at: there is no domain to compare sub with.</source>
        <translation>Inte kontrollerat: det finns ingen domän att jämföra sub med.</translation>
    </message>
    <message>
        <source>There is no sub; it must be the domain %1.</source>
        <translation>sub saknas; den måste vara domänen %1.</translation>
    </message>
    <message>
        <source>sub is %1, but must be a text, the domain %2.</source>
        <translation>sub är %1 men måste vara en text, domänen %2.</translation>
    </message>
    <message>
        <source>sub is the domain %1.</source>
        <translation>sub är domänen %1.</translation>
    </message>
    <message>
        <source>sub is %1, but the domain is &quot;%2&quot;.</source>
        <translation>sub är %1, men domänen är &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>%1 is the text %2, but must be a number: seconds since 1970, without quotes.</source>
        <translation>%1 är texten %2 men måste vara ett tal: sekunder sedan 1970, utan citattecken.</translation>
    </message>
    <message>
        <source>%1 is %2, but must be a number: seconds since 1970.</source>
        <translation>%1 är %2 men måste vara ett tal: sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>%1 is %2, which is out of all range; it must be seconds since 1970.</source>
        <translation>%1 är %2, vilket är helt orimligt; det måste vara sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>%1 is %2, which looks like milliseconds; it must be seconds since 1970: divide it by 1000.</source>
        <translation>%1 är %2, vilket ser ut som millisekunder; det måste vara sekunder sedan 1970: dividera med 1000.</translation>
    </message>
    <message>
        <source>There is no %1; it must be there, in seconds since 1970.</source>
        <translation>%1 saknas; den måste finnas, i sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>iat is %1, %2 in the future. The clock of the machine that signs is ahead, or iat was rounded up.</source>
        <translation>iat är %1, %2 in i framtiden. Klockan i datorn som signerar går före, eller så har iat avrundats uppåt.</translation>
    </message>
    <message>
        <source>iat is %1, %2 ago; at most 60 min are allowed. Sign a new token.</source>
        <translation>iat är %1, för %2 sedan; högst 60 min är tillåtet. Signera en ny token.</translation>
    </message>
    <message>
        <source>iat is %1, %2 in the future, which the leeway of %3 allows.</source>
        <translation>iat är %1, %2 in i framtiden, vilket toleransen på %3 medger.</translation>
    </message>
    <message>
        <source>iat is %1, %2 ago; at most 60 min are allowed.</source>
        <translation>iat är %1, för %2 sedan; högst 60 min är tillåtet.</translation>
    </message>
    <message>
        <source>nbf is %1, which is not a time in the past: the platform is not known to check it, but others would refuse the token.</source>
        <translation>nbf är %1, vilket inte är en förfluten tid: så vitt känt kontrollerar plattformen den inte, men andra skulle avvisa token.</translation>
    </message>
    <message>
        <source>There is no exp, which is allowed.</source>
        <translation>exp saknas, vilket är tillåtet.</translation>
    </message>
    <message>
        <source>There is no exp, which is allowed; the rule of 60 min after iat ends the token at %1.</source>
        <translation>exp saknas, vilket är tillåtet; enligt regeln om 60 min efter iat upphör token %1.</translation>
    </message>
    <message>
        <source>exp is %1, in %2.</source>
        <translation>exp är %1, om %2.</translation>
    </message>
    <message>
        <source>exp is %1, %2 ago, which the leeway of %3 allows.</source>
        <translation>exp är %1, för %2 sedan, vilket toleransen på %3 medger.</translation>
    </message>
    <message>
        <source>exp is %1: the token expired %2 ago. Sign a new one.</source>
        <translation>exp är %1: token gick ut för %2 sedan. Signera en ny.</translation>
    </message>
    <message>
        <source>There is no exp, so nothing to compare with iat.</source>
        <translation>exp saknas, så det finns inget att jämföra med iat.</translation>
    </message>
    <message>
        <source>Not looked at: exp is not a time.</source>
        <translation>Inte kontrollerat: exp är inte en giltig tid.</translation>
    </message>
    <message>
        <source>Not looked at: iat is missing or not a time.</source>
        <translation>Inte kontrollerat: iat saknas eller är inte en giltig tid.</translation>
    </message>
    <message>
        <source>exp is %1 before iat: the token ended before it began.</source>
        <translation>exp är %1 före iat: token upphörde innan den började.</translation>
    </message>
    <message>
        <source>exp is %1 after iat; at most 90 min are allowed.</source>
        <translation>exp är %1 efter iat; högst 90 min är tillåtet.</translation>
    </message>
    <message>
        <source>exp is %1 after iat; at most 90 min are allowed. The rule of 60 min after iat ends the token before that.</source>
        <translation>exp är %1 efter iat; högst 90 min är tillåtet. Enligt regeln om 60 min efter iat upphör token före det.</translation>
    </message>
    <message>
        <source>no date of this calendar</source>
        <translation>inget datum i vår kalender</translation>
    </message>
    <message>
        <source>more than 30,000 years</source>
        <translation>mer än 30 000 år</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n dygn</numerusform>
            <numerusform>%n dygn</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>It has white space around it.</source>
        <translation>Det har blanktecken omkring sig.</translation>
    </message>
    <message>
        <source>It is an address: leave out what is not the domain.</source>
        <translation>Det är en adress: utelämna det som inte är domänen.</translation>
    </message>
    <message>
        <source>They differ only in upper and lower case.</source>
        <translation>De skiljer sig bara i versaler och gemener.</translation>
    </message>
    <message>
        <source>It has a dot at the end.</source>
        <translation>Det har en punkt på slutet.</translation>
    </message>
    <message>
        <source>The platform&apos;s domains end in iotcomms.io, with a dot.</source>
        <translation>Plattformens domäner slutar på iotcomms.io, med punkt.</translation>
    </message>
    <message>
        <source>This looks like a typing mistake.</source>
        <translation>Det ser ut som ett skrivfel.</translation>
    </message>
    <message>
        <source>It is the same customer in another region or environment.</source>
        <translation>Det är samma kund i en annan region eller miljö.</translation>
    </message>
    <message>
        <source>It is another customer in the same region.</source>
        <translation>Det är en annan kund i samma region.</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
</context>
<context>
    <name>auth::TokenDiagnosis</name>
    <message>
        <source>The token says that it is not signed (alg none): anybody could have written it. Sign it with the private key and RS256.</source>
        <translation>Token säger att den inte är signerad (alg none): vem som helst kan ha skrivit den. Signera den med den privata nyckeln och RS256.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is the next one of a rotation: the platform takes the token once the key is uploaded.</source>
        <translation>Nyckeln &quot;%1&quot; är nästa i ett nyckelbyte: plattformen godtar token när nyckeln har laddats upp.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is retired: the platform takes the token only if the key is still uploaded there.</source>
        <translation>Nyckeln &quot;%1&quot; är utfasad: plattformen godtar token bara om nyckeln fortfarande är uppladdad där.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is marked as compromised: somebody else may have made this token. Upload another key.</source>
        <translation>Nyckeln &quot;%1&quot; är märkt som röjd: någon annan kan ha gjort denna token. Ladda upp en annan nyckel.</translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot;, which is marked as compromised: somebody else may have made this token.</source>
        <translation>Signerad med nyckeln &quot;%1&quot;, som är märkt som röjd: någon annan kan ha gjort denna token.</translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot;, which is retired: the key pair was rotated. Sign with the new key.</source>
        <translation>Signerad med nyckeln &quot;%1&quot;, som är utfasad: nyckelparet har bytts. Signera med den nya nyckeln.</translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot;, which is the next one of a rotation: upload it and finish the rotation, or sign with the active key.</source>
        <translation>Signerad med nyckeln &quot;%1&quot;, som är nästa i ett nyckelbyte: ladda upp den och slutför nyckelbytet, eller signera med den aktiva nyckeln.</translation>
    </message>
    <message>
        <source>Signed with the key &quot;%1&quot; of the profile &quot;%2&quot; (%3).</source>
        <translation>Signerad med nyckeln &quot;%1&quot; i profilen &quot;%2&quot; (%3).</translation>
    </message>
    <message>
        <source>The signature is an HMAC with the public key of &quot;%1&quot; (%2) as secret. Everybody knows that key: it is a known attack, and always refused.</source>
        <translation>Signaturen är en HMAC med den publika nyckeln för &quot;%1&quot; (%2) som hemlighet. Den nyckeln känner alla till: det är ett känt angrepp och avvisas alltid.</translation>
    </message>
    <message>
        <source>sub is the domain of the profile &quot;%1&quot;: the token was made for that one.</source>
        <translation>sub är domänen i profilen &quot;%1&quot;: token gjordes för den.</translation>
    </message>
    <message>
        <source>sub is %1 but for a typing mistake; it must be that, to the letter.</source>
        <translation>sub är %1 så när som på ett skrivfel; den måste stämma på bokstaven.</translation>
    </message>
    <message>
        <source>sub names the same customer as %1, in another region or environment.</source>
        <translation>sub anger samma kund som %1, i en annan region eller miljö.</translation>
    </message>
    <message>
        <source>iat is in milliseconds and exp in seconds: divide iat by 1000.</source>
        <translation>iat är i millisekunder och exp i sekunder: dividera iat med 1000.</translation>
    </message>
    <message>
        <source>exp is in milliseconds and iat in seconds: divide exp by 1000.</source>
        <translation>exp är i millisekunder och iat i sekunder: dividera exp med 1000.</translation>
    </message>
    <message>
        <source>The times are in milliseconds, as Date.now() gives them: divide them by 1000, and round down.</source>
        <translation>Tiderna är i millisekunder, så som Date.now() ger dem: dividera dem med 1000 och avrunda nedåt.</translation>
    </message>
    <message>
        <source>iat lies %1 in the future, and this machine&apos;s clock is about as far ahead of the server&apos;s: set the clock, or allow for the difference in the profile.</source>
        <translation>iat ligger %1 in i framtiden, och datorns klocka går ungefär lika mycket före serverns: ställ klockan, eller ta hänsyn till skillnaden i profilen.</translation>
    </message>
    <message>
        <source>iat lies %1 in the future: the clock of the machine that signed is ahead, or iat was rounded up.</source>
        <translation>iat ligger %1 in i framtiden: klockan i datorn som signerade går före, eller så har iat avrundats uppåt.</translation>
    </message>
    <message>
        <source>By this machine&apos;s clock the token would still be good: the clock is %1 behind the server&apos;s. Set it, or allow for the difference in the profile.</source>
        <translation>Enligt datorns klocka vore token fortfarande giltig: klockan går %1 efter serverns. Ställ den, eller ta hänsyn till skillnaden i profilen.</translation>
    </message>
    <message>
        <source>The platform would answer 200: the token keeps every rule, for another %1.</source>
        <translation>Plattformen skulle svara 200: token följer alla regler, i %1 till.</translation>
    </message>
    <message>
        <source>The platform would answer 200: the token keeps every rule, within the leeway.</source>
        <translation>Plattformen skulle svara 200: token följer alla regler, inom toleransen.</translation>
    </message>
    <message>
        <source>The platform would answer 403: the token is good, but for %1 and not for %2.</source>
        <translation>Plattformen skulle svara 403: token är bra, men för %1 och inte för %2.</translation>
    </message>
    <message>
        <source>this domain</source>
        <translation>den här domänen</translation>
    </message>
    <message>
        <source>What the platform would answer can&apos;t be said: without a public key the signature can&apos;t be checked. All other rules are kept.</source>
        <translation>Vad plattformen skulle svara går inte att säga: utan en publik nyckel kan signaturen inte kontrolleras. Alla andra regler följs.</translation>
    </message>
    <message>
        <source>The platform would answer 401: %1</source>
        <translation>Plattformen skulle svara 401: %1</translation>
    </message>
    <message>
        <source>Signed with the callback pair &quot;%1&quot;: it is the token of a callback. Choose that pair to check it.</source>
        <translation>Signerad med paret för återanrop &quot;%1&quot;: den är token för ett återanrop. Välj det paret för att kontrollera den.</translation>
    </message>
    <message>
        <source>It is signed with a secret (%1), and made for no domain: it is nothing to sign requests with. A replyId of a callback looks like this: hand it back to the platform unchanged.</source>
        <translation>Den är signerad med en hemlighet (%1) och inte gjord för någon domän: den är inget att signera begäranden med. Ett replyId i ett återanrop ser ut så här: lämna tillbaka det oförändrat till plattformen.</translation>
    </message>
</context>
<context>
    <name>auth::TokenExplanation</name>
    <message>
        <source>The name stands twice: which one counts is not defined, and the token is refused.</source>
        <translation>Namnet står två gånger: vilket som gäller är inte bestämt, och token avvisas.</translation>
    </message>
    <message>
        <source>The JSON breaks off here.</source>
        <translation>JSON-texten bryts av här.</translation>
    </message>
    <message>
        <source>Not looked at by the platform.</source>
        <translation>Plattformen tittar inte på det.</translation>
    </message>
    <message>
        <source>Extensions that must be understood (RFC 7515 4.1.11). The platform is not known to support any: a token with them is refused.</source>
        <translation>Tillägg som måste förstås (RFC 7515 4.1.11). Plattformen stöder inga kända sådana: en token med dem avvisas.</translation>
    </message>
    <message>
        <source>A public key that the token brings along (RFC 7515 4.1.3).</source>
        <translation>En publik nyckel som token har med sig (RFC 7515 4.1.3).</translation>
    </message>
    <message>
        <source>An address of public keys (RFC 7515 4.1.2).</source>
        <translation>En adress till publika nycklar (RFC 7515 4.1.2).</translation>
    </message>
    <message>
        <source>An address of a certificate (RFC 7515 4.1.5).</source>
        <translation>En adress till ett certifikat (RFC 7515 4.1.5).</translation>
    </message>
    <message>
        <source>A certificate that the token brings along (RFC 7515 4.1.6).</source>
        <translation>Ett certifikat som token har med sig (RFC 7515 4.1.6).</translation>
    </message>
    <message>
        <source>The thumbprint of a certificate (RFC 7515 4.1.7).</source>
        <translation>Tumavtrycket av ett certifikat (RFC 7515 4.1.7).</translation>
    </message>
    <message>
        <source>The name of the key (RFC 7515 4.1.4).</source>
        <translation>Nyckelns namn (RFC 7515 4.1.4).</translation>
    </message>
    <message>
        <source>The type of the contents (RFC 7515 4.1.10).</source>
        <translation>Innehållets typ (RFC 7515 4.1.10).</translation>
    </message>
    <message>
        <source>Unknown to the standard. Not looked at by the platform.</source>
        <translation>Okänt i standarden. Plattformen tittar inte på det.</translation>
    </message>
    <message>
        <source>Ignored: the key comes from the upload in the portal, never from the token.</source>
        <translation>Ignoreras: nyckeln är den som laddats upp i portalen och tas aldrig ur token.</translation>
    </message>
    <message>
        <source>The algorithm of the signature (RFC 7515 4.1.1). The platform takes RS256 only.</source>
        <translation>Signaturens algoritm (RFC 7515 4.1.1). Plattformen tar bara emot RS256.</translation>
    </message>
    <message>
        <source>RSA with SHA-256 (RFC 7518 3.3).</source>
        <translation>RSA med SHA-256 (RFC 7518 3.3).</translation>
    </message>
    <message>
        <source>No signature at all: anybody can write such a token.</source>
        <translation>Ingen signatur alls: en sådan token kan vem som helst skriva.</translation>
    </message>
    <message>
        <source>A shared secret instead of a key pair (RFC 7518 3.2).</source>
        <translation>En delad hemlighet i stället för ett nyckelpar (RFC 7518 3.2).</translation>
    </message>
    <message>
        <source>Not RS256, to the letter.</source>
        <translation>Inte RS256 på bokstaven.</translation>
    </message>
    <message>
        <source>The type of the whole (RFC 7519 5.1); it may be left out.</source>
        <translation>Helhetens typ (RFC 7519 5.1); den får utelämnas.</translation>
    </message>
    <message>
        <source>A JSON Web Token.</source>
        <translation>En JSON Web Token.</translation>
    </message>
    <message>
        <source>Must be &quot;JWT&quot; when it is there.</source>
        <translation>Måste vara &quot;JWT&quot; när den finns.</translation>
    </message>
    <message>
        <source>When the token was issued (RFC 7519 4.1.6): at most 60 minutes ago, and not in the future.</source>
        <translation>När token utfärdades (RFC 7519 4.1.6): för högst 60 minuter sedan, och inte i framtiden.</translation>
    </message>
    <message>
        <source>When the token expires (RFC 7519 4.1.4): at most 90 minutes after iat. It may be left out.</source>
        <translation>När token går ut (RFC 7519 4.1.4): högst 90 minuter efter iat. Får utelämnas.</translation>
    </message>
    <message>
        <source>Not to be used before this moment (RFC 7519 4.1.5).</source>
        <translation>Får inte användas före denna tidpunkt (RFC 7519 4.1.5).</translation>
    </message>
    <message>
        <source>Who issued the token (RFC 7519 4.1.1).</source>
        <translation>Vem som utfärdade token (RFC 7519 4.1.1).</translation>
    </message>
    <message>
        <source>Whom the token is for (RFC 7519 4.1.3).</source>
        <translation>Vem token är avsedd för (RFC 7519 4.1.3).</translation>
    </message>
    <message>
        <source>A name for this one token (RFC 7519 4.1.7).</source>
        <translation>Ett namn på just denna token (RFC 7519 4.1.7).</translation>
    </message>
    <message>
        <source>A claim of the issuer&apos;s own.</source>
        <translation>Utfärdarens eget anspråk.</translation>
    </message>
    <message>
        <source>Whom the token speaks for (RFC 7519 4.1.2): on this platform the tenant&apos;s domain, exactly.</source>
        <translation>Vem token talar för (RFC 7519 4.1.2): på den här plattformen exakt kundens domän.</translation>
    </message>
    <message>
        <source>Empty; it must be the domain.</source>
        <translation>Tomt; det måste vara domänen.</translation>
    </message>
    <message>
        <source>Must be a text, the domain.</source>
        <translation>Måste vara en text, domänen.</translation>
    </message>
    <message>
        <source>A text; it must be a number without quotes: seconds since 1970.</source>
        <translation>En text; det måste vara ett tal utan citattecken: sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>Must be a number: seconds since 1970.</source>
        <translation>Måste vara ett tal: sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>Out of all range; it must be seconds since 1970.</source>
        <translation>Helt orimligt; det måste vara sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>Looks like milliseconds: divided by 1000 it would be %1. It must be seconds since 1970.</source>
        <translation>Ser ut som millisekunder: dividerat med 1000 vore det %1. Det måste vara sekunder sedan 1970.</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>går ut om %1</translation>
    </message>
    <message>
        <source>expired %1 ago</source>
        <translation>gick ut för %1 sedan</translation>
    </message>
    <message>
        <source>issued %1 in the future</source>
        <translation>utfärdad %1 in i framtiden</translation>
    </message>
    <message>
        <source>issued %1 ago</source>
        <translation>utfärdad för %1 sedan</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>om %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>för %1 sedan</translation>
    </message>
</context>
<context>
    <name>auth::TokenRecipe</name>
    <message>
        <source>The extra claims are not valid JSON: %1.</source>
        <translation>De extra anspråken är inte giltig JSON: %1.</translation>
    </message>
    <message>
        <source>The extra claims must be a JSON object: {&quot;name&quot;: value}.</source>
        <translation>De extra anspråken måste vara ett JSON-objekt: {&quot;namn&quot;: värde}.</translation>
    </message>
    <message>
        <source>There is no domain: choose a profile, or type one.</source>
        <translation>Det finns ingen domän: välj en profil, eller skriv en domän.</translation>
    </message>
    <message>
        <source>The life time must be at least one second, and at most 100 years.</source>
        <translation>Giltighetstiden måste vara minst en sekund och högst 100 år.</translation>
    </message>
    <message>
        <source>The time of issue is out of all range.</source>
        <translation>Tiden för utfärdandet är helt orimlig.</translation>
    </message>
    <message>
        <source>%1 is the one of the extra claims, %2.</source>
        <translation>%1 är tagen ur de extra anspråken, %2.</translation>
    </message>
    <message>
        <source>Without exp the token is good for 60 minutes.</source>
        <translation>Utan exp gäller token i 60 minuter.</translation>
    </message>
    <message>
        <source>The platform refuses a token that lives longer than 90 minutes.</source>
        <translation>Plattformen avvisar en token som gäller längre än 90 minuter.</translation>
    </message>
    <message>
        <source>The platform takes no token that was issued more than 60 minutes ago: the rest of its life is of no use.</source>
        <translation>Plattformen tar inte emot en token som utfärdades för mer än 60 minuter sedan: resten av dess giltighetstid är till ingen nytta.</translation>
    </message>
    <message>
        <source>The token is longer than 8 KiB: many servers refuse such a header.</source>
        <translation>Token är längre än 8 KiB: många servrar avvisar en sådan header.</translation>
    </message>
    <message>
        <source>The token would have %1 bytes; at most 16,384 are taken. Leave out some of the extra claims.</source>
        <translation>Token skulle bli %1 byte; högst 16 384 godtas. Utelämna några av de extra anspråken.</translation>
    </message>
    <message>
        <source>The extra claims contain %1, which is made from the domain and the life time. Take it out.</source>
        <translation>De extra anspråken innehåller %1, som görs av domänen och livslängden. Ta bort det.</translation>
    </message>
</context>
<context>
    <name>auth::TokenSource</name>
    <message>
        <source>The first token of this run.</source>
        <translation>Den första token i den här körningen.</translation>
    </message>
    <message>
        <source>The token before was more than 50 minutes old.</source>
        <translation>Den förra token var mer än 50 minuter gammal.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock was set back.</source>
        <translation>Datorns klocka ställdes tillbaka.</translation>
    </message>
    <message>
        <source>The platform refused the token before.</source>
        <translation>Plattformen avvisade den förra token.</translation>
    </message>
    <message>
        <source>The difference to the platform&apos;s clock changed.</source>
        <translation>Skillnaden mot plattformens klocka ändrades.</translation>
    </message>
    <message>
        <source>A new token was asked for.</source>
        <translation>En ny token begärdes.</translation>
    </message>
</context>
<context>
    <name>auth::TokenText</name>
    <message>
        <source>The text is far too long for a token: only its beginning was looked at.</source>
        <translation>Texten är alldeles för lång för en token: bara dess början har granskats.</translation>
    </message>
    <message>
        <source>Invisible characters were taken out.</source>
        <translation>Osynliga tecken togs bort.</translation>
    </message>
    <message>
        <source>The token was taken out of a JSON text.</source>
        <translation>Token togs ut ur en JSON-text.</translation>
    </message>
    <message>
        <source>The token was taken out of a curl command.</source>
        <translation>Token togs ut ur ett curl-kommando.</translation>
    </message>
    <message>
        <source>The name of the header, &quot;Authorization:&quot;, was taken off.</source>
        <translation>Headerns namn, &quot;Authorization:&quot;, togs bort.</translation>
    </message>
    <message>
        <source>&quot;Bearer&quot; was taken off.</source>
        <translation>&quot;Bearer&quot; togs bort.</translation>
    </message>
    <message>
        <source>Quotation marks around the token were taken off.</source>
        <translation>Citattecken runt token togs bort.</translation>
    </message>
    <message>
        <source>Text before or after the token was left out.</source>
        <translation>Text före eller efter token utelämnades.</translation>
    </message>
    <message>
        <source>White space before or after the token was taken off.</source>
        <translation>Blanktecken före eller efter token togs bort.</translation>
    </message>
    <message>
        <source>Line breaks inside the token were taken out.</source>
        <translation>Radbrytningar inuti token togs bort.</translation>
    </message>
    <message>
        <source>Spaces inside the token were taken out.</source>
        <translation>Mellanslag inuti token togs bort.</translation>
    </message>
    <message>
        <source>Padding (=) was taken off: a token has none.</source>
        <translation>Utfyllnad (=) togs bort: en token har ingen.</translation>
    </message>
    <message>
        <source>The token was taken out of a request.</source>
        <translation>Token togs ut ur en begäran.</translation>
    </message>
    <message>
        <source>The token was taken out of a JSON text, from %1.</source>
        <translation>Token togs ut ur en JSON-text, från %1.</translation>
    </message>
    <message>
        <source>The token was taken out of the body of a request, from %1.</source>
        <translation>Token togs ut ur innehållet i en begäran, från %1.</translation>
    </message>
    <message>
        <source>The token was found behind &quot;%1&quot;; what else was there was left out.</source>
        <translation>Token hittades efter &quot;%1&quot;; det övriga utelämnades.</translation>
    </message>
</context>
<context>
    <name>auth::TokenTimeline</name>
    <message>
        <source>Issued</source>
        <translation>Utfärdad</translation>
    </message>
    <message>
        <source>60 minutes old</source>
        <translation>60 minuter gammal</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Går ut</translation>
    </message>
    <message>
        <source>Latest expiry</source>
        <translation>Senaste utgång</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>Now at the server</source>
        <translation>Nu hos servern</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>%1 is not JSON: %2.</source>
        <translation>%1 är inte JSON: %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>%1 kan inte skrivas: %2.</translation>
    </message>
    <message>
        <source>%1 exists and is not overwritten. Choose another folder.</source>
        <translation>%1 finns redan och skrivs inte över. Välj en annan mapp.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Mappen %1 kan inte skapas.</translation>
    </message>
    <message>
        <source>%1 is a folder; a file is needed.</source>
        <translation>%1 är en mapp; en fil behövs.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kan inte läsas: %2.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 bytes.</source>
        <translation>%1 är längre än %2 byte.</translation>
    </message>
    <message>
        <source>The embedded sandbox runs only inside the console. Start one with `iotcomms-cli sandbox` and give --base-url, --domain and --key.</source>
        <translation>Den inbyggda sandlådan körs bara i konsolen. Starta en med `iotcomms-cli sandbox` och ange --base-url, --domain och --key.</translation>
    </message>
    <message>
        <source>There is no profile %1 in %2.</source>
        <translation>Det finns ingen profil %1 i %2.</translation>
    </message>
    <message>
        <source>%1 is not a method; use GET, PUT, POST, PATCH, DELETE, OPTIONS or HEAD.</source>
        <translation>%1 är inte en metod; använd GET, PUT, POST, PATCH, DELETE, OPTIONS eller HEAD.</translation>
    </message>
    <message>
        <source>%1 in %2 ms</source>
        <translation>%1 på %2 ms</translation>
    </message>
    <message>
        <source>The platform refuses a token that lives longer than 90 minutes; this one does.</source>
        <translation>Plattformen avvisar en token som gäller längre än 90 minuter; det gör den här.</translation>
    </message>
    <message>
        <source>Put it into the environment variable %1.</source>
        <translation>Lägg den i miljövariabeln %1.</translation>
    </message>
    <message>
        <source>There is no token in %1: one a line is expected.</source>
        <translation>Det finns ingen token i %1: en per rad väntas.</translation>
    </message>
    <message>
        <source>%1 of %2 tokens were refused.</source>
        <translation>%1 av %2 token avvisades.</translation>
    </message>
    <message>
        <source>The profile&apos;s key could not be had: the system keychain waits for an answer that nobody gives here. Unlock the keychain in a desktop session and try again.</source>
        <translation>Profilens nyckel kunde inte hämtas: systemets nyckelring väntar på ett svar som ingen ger här. Lås upp nyckelringen i en skrivbordssession och försök igen.</translation>
    </message>
    <message>
        <source>The catalogue that ships with this program is damaged.</source>
        <translation>Katalogen som följer med programmet är skadad.</translation>
    </message>
    <message>
        <source>The platform lists no %1 with the id %2. Nothing was sent.</source>
        <translation>Plattformen listar ingen %1 med id %2. Inget skickades.</translation>
    </message>
    <message>
        <source>Not all were changed. `iotcomms-cli bulk resume --job %1` goes on with the rest; with --again it also sends again what failed.</source>
        <translation>Alla ändrades inte. `iotcomms-cli bulk resume --job %1` fortsätter med resten; med --again skickas även det som misslyckades på nytt.</translation>
    </message>
    <message>
        <source>There is no resource type %1. One is called provisioning/device, say.</source>
        <translation>Det finns ingen resurstyp %1. En heter till exempel provisioning/device.</translation>
    </message>
    <message>
        <source>%1 left out: %2</source>
        <translation>%1 utelämnas: %2</translation>
    </message>
    <message>
        <source>There is no run to go on with.</source>
        <translation>Det finns ingen körning att fortsätta med.</translation>
    </message>
    <message>
        <source>There are %1 runs; say which by --job. `iotcomms-cli bulk list` lists them.</source>
        <translation>Det finns %1 körningar; ange vilken med --job. `iotcomms-cli bulk list` listar dem.</translation>
    </message>
    <message>
        <source>%1 that failed or did not arrive are sent again.</source>
        <translation>%1 som misslyckades eller inte kom fram skickas igen.</translation>
    </message>
    <message>
        <source>There is no run %1.</source>
        <translation>Det finns ingen körning %1.</translation>
    </message>
    <message>
        <source>Run %1 was begun with another profile. Nothing was sent.</source>
        <translation>Körning %1 påbörjades med en annan profil. Inget skickades.</translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 failed, %4 a second</source>
        <translation>%1 av %2 klara, %3 misslyckades, %4 per sekund</translation>
    </message>
</context>
<context>
    <name>cli::BulkProgress</name>
    <message>
        <source>%1 of %2 done, %3 failed, %4 a second</source>
        <translation>%1 av %2 klara, %3 misslyckades, %4 per sekund</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Desktop console for the iotcomms.io platform</source>
        <translation>Skrivbordskonsol för plattformen iotcomms.io</translation>
    </message>
    <message>
        <source>Keep the data in this folder.</source>
        <translation>Spara data i den här mappen.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>mapp</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>This is not in the form that is wanted here.</source>
        <translation>Detta har inte den form som behövs här.</translation>
    </message>
    <message>
        <source>This is not in the form that is wanted here, such as %1.</source>
        <translation>Detta har inte den form som behövs här, till exempel %1.</translation>
    </message>
    <message>
        <source>Entry %1: %2</source>
        <translation>Element %1: %2</translation>
    </message>
    <message>
        <source>Pattern: %1</source>
        <translation>Mönster: %1</translation>
    </message>
    <message>
        <source>%1 %2 to %3</source>
        <translation>%1 %2 till %3</translation>
    </message>
    <message>
        <source>it has no value; write JSON: a text stands in quotes</source>
        <translation>den saknar värde; skriv JSON: en text står inom citattecken</translation>
    </message>
    <message>
        <source>the value is not JSON: %1; a text stands in quotes</source>
        <translation>värdet är inte JSON: %1; en text står inom citattecken</translation>
    </message>
    <message>
        <source>Operation %1: %2</source>
        <translation>Operation %1: %2</translation>
    </message>
    <message>
        <source>The text is above 10 MB, more than the platform takes.</source>
        <translation>Texten är över 10 MB, mer än plattformen tar emot.</translation>
    </message>
    <message>
        <source>A patch is an array of operations: it starts with “[”.</source>
        <translation>En patch är en array av operationer: den börjar med ”[”.</translation>
    </message>
    <message>
        <source>operation %1: the test of &quot;%2&quot; finds another value</source>
        <translation>operation %1: testet av &quot;%2&quot; hittar ett annat värde</translation>
    </message>
</context>
<context>
    <name>models::Abilities</name>
    <message>
        <source>The platform does not allow %1 here.</source>
        <translation>Plattformen tillåter inte %1 här.</translation>
    </message>
    <message>
        <source>No way to create %1 is known.</source>
        <translation>Inget sätt att skapa %1 är känt.</translation>
    </message>
    <message>
        <source>No way to change %1 is known.</source>
        <translation>Inget sätt att ändra %1 är känt.</translation>
    </message>
    <message>
        <source>The platform allows neither PATCH nor PUT here.</source>
        <translation>Plattformen tillåter varken PATCH eller PUT här.</translation>
    </message>
    <message>
        <source>No way to delete %1 is known.</source>
        <translation>Inget sätt att ta bort %1 är känt.</translation>
    </message>
    <message>
        <source>The API description knows %1 here; the platform has not said whether it allows it.</source>
        <translation>API-beskrivningen känner till %1 här; plattformen har inte sagt om den tillåter det.</translation>
    </message>
    <message>
        <source>The platform allows %1 here.</source>
        <translation>Plattformen tillåter %1 här.</translation>
    </message>
    <message>
        <source>The platform allows %1 here, but no API description says what it does.</source>
        <translation>Plattformen tillåter %1 här, men ingen API-beskrivning säger vad det gör.</translation>
    </message>
    <message>
        <source>The platform does not allow PATCH here (it says so to OPTIONS), so PUT replaces the whole %1.</source>
        <translation>Plattformen tillåter inte PATCH här (det svarar den på OPTIONS), så PUT ersätter hela %1.</translation>
    </message>
    <message>
        <source>No description knows PATCH here, so PUT replaces the whole %1.</source>
        <translation>Ingen beskrivning känner till PATCH här, så PUT ersätter hela %1.</translation>
    </message>
    <message>
        <source>What others change in it between the reading and the sending is overwritten.</source>
        <translation>Det som andra ändrar i den mellan läsningen och sändningen skrivs över.</translation>
    </message>
</context>
<context>
    <name>models::ActionForm</name>
    <message>
        <source>This is no JSON: %1.</source>
        <translation>Detta är inte JSON: %1.</translation>
    </message>
    <message>
        <source>None of the members of this text is asked for here: %1.</source>
        <translation>Ingen av textens medlemmar efterfrågas här: %1.</translation>
    </message>
    <message>
        <source>A request is on its way.</source>
        <translation>En begäran är på väg.</translation>
    </message>
    <message>
        <source>The profile&apos;s key is being read.</source>
        <translation>Profilens nyckel håller på att läsas.</translation>
    </message>
    <message>
        <source>The profile&apos;s key can&apos;t be used: unlock it, or choose one in the profile.</source>
        <translation>Profilens nyckel kan inte användas: lås upp den, eller välj en i profilen.</translation>
    </message>
    <message>
        <source>The JSON text is not finished: complete it.</source>
        <translation>JSON-texten är inte färdig: skriv klart den.</translation>
    </message>
    <message>
        <source>The platform has taken it: %1 (%2, %3 ms)</source>
        <translation>Plattformen har tagit emot det: %1 (%2, %3 ms)</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a command, and the device or call that it is for</comment>
        <translation>%1 vid %2</translation>
    </message>
</context>
<context>
    <name>models::ActionListModel</name>
    <message>
        <source>sigv4: not callable</source>
        <translation>sigv4: kan inte anropas</translation>
    </message>
    <message>
        <source>none</source>
        <translation>inget</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Tjänst</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signeras med</translation>
    </message>
</context>
<context>
    <name>models::Actions</name>
    <message>
        <source>Only where %1 is %2; here it is %3.</source>
        <translation>Bara där %1 är %2; här är det %3.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> eller </translation>
    </message>
    <message>
        <source>not set</source>
        <translation>ej angivet</translation>
    </message>
    <message>
        <source>The platform wants this one signed by AWS Signature V4 (sigv4), with AWS credentials. A JWT is refused there, so the console shows it and can&apos;t send it.</source>
        <translation>Plattformen vill ha detta signerat med AWS Signature V4 (sigv4), med AWS-inloggningsuppgifter. En JWT avvisas där, så konsolen visar det men kan inte skicka det.</translation>
    </message>
</context>
<context>
    <name>models::ApiDocuments</name>
    <message>
        <source>Other documents are being read. Try again in a moment.</source>
        <translation>Andra dokument håller på att läsas. Försök igen om ett ögonblick.</translation>
    </message>
</context>
<context>
    <name>models::ApiDocumentsModel</name>
    <message>
        <source>Ships with the console</source>
        <translation>Följer med konsolen</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabeller</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Operationer</translation>
    </message>
    <message>
        <source>Paths begin at</source>
        <translation>Sökvägar börjar vid</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importerat</translation>
    </message>
</context>
<context>
    <name>models::AssumedPath</name>
    <message>
        <source>This part of the API is assumed: no public page describes it, and the platform does not seem to have it at this path.</source>
        <translation>Den här delen av API:et är antagen: ingen publik sida beskriver den, och plattformen verkar inte ha den på den här sökvägen.</translation>
    </message>
    <message>
        <source>Change the path to the one that your documentation names, or import the platform&apos;s API document.</source>
        <translation>Ändra sökvägen till den som er dokumentation anger, eller importera plattformens API-dokument.</translation>
    </message>
</context>
<context>
    <name>models::BodyCheck</name>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Detta är inte JSON: %1.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::BodyCompletion</name>
    <message>
        <source>yes or no</source>
        <translation>ja eller nej</translation>
    </message>
    <message>
        <source>number</source>
        <translation>tal</translation>
    </message>
    <message>
        <source>text</source>
        <translation>text</translation>
    </message>
    <message>
        <source>list</source>
        <translation>lista</translation>
    </message>
    <message>
        <source>object</source>
        <translation>objekt</translation>
    </message>
    <message>
        <source>required</source>
        <translation>obligatoriskt</translation>
    </message>
    <message>
        <source>default</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>example</source>
        <translation>exempel</translation>
    </message>
</context>
<context>
    <name>models::BulkChange</name>
    <message>
        <source>Write the patch first.</source>
        <translation>Skriv patchen först.</translation>
    </message>
    <message>
        <source>1 %1</source>
        <comment>one: name of the type</comment>
        <translation>1 %1</translation>
    </message>
    <message>
        <source>The patch has no operation: it changes nothing.</source>
        <translation>Patchen har ingen operation: den ändrar ingenting.</translation>
    </message>
    <message>
        <source>Each one is sent as a PATCH of its own; the platform applies it whole or not at all.</source>
        <translation>Var och en skickas som en egen PATCH; plattformen tillämpar den helt eller inte alls.</translation>
    </message>
    <message>
        <source>The platform takes no PATCH here. Each one is read first, patched by the console, and sent whole by PUT: what others change in between is lost.</source>
        <translation>Plattformen tar inte emot PATCH här. Var och en läses först, patchas av konsolen och skickas i sin helhet med PUT: det som andra ändrar däremellan går förlorat.</translation>
    </message>
    <message>
        <source>The platform takes no PATCH here, and no GET of one. Each one is sent whole by PUT as the table has it: what others have changed since is lost.</source>
        <translation>Plattformen tar inte emot PATCH här, och inte heller GET av en enskild. Var och en skickas i sin helhet med PUT så som den står i tabellen: det som andra har ändrat sedan dess går förlorat.</translation>
    </message>
    <message>
        <source>There is no row to change.</source>
        <translation>Det finns ingen rad att ändra.</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>En körning pågår.</translation>
    </message>
    <message>
        <source>Look at what it would do first.</source>
        <translation>Se först efter vad den skulle göra.</translation>
    </message>
    <message>
        <source>It would change nothing.</source>
        <translation>Den skulle inte ändra något.</translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Ändring av %1</translation>
    </message>
    <message>
        <source>%1 of %2 are changed; the rest would not be. It can go on later.</source>
        <translation>%1 av %2 har ändrats; resten skulle inte ändras. Det går att fortsätta senare.</translation>
    </message>
    <message>
        <source>The list could not be read again, and this is what it was: %1</source>
        <translation>Listan kunde inte läsas igen, och detta är vad den var: %1</translation>
    </message>
</context>
<context>
    <name>models::BulkJournalFile</name>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Mappen %1 kan inte skapas.</translation>
    </message>
    <message>
        <source>Another program has bulk changes in %1 open. Close it, or choose another folder.</source>
        <translation>Ett annat program har massändringar i %1 öppna. Stäng det, eller välj en annan mapp.</translation>
    </message>
    <message>
        <source>it was written by a newer version of the console</source>
        <translation>den har skrivits av en nyare version av konsolen</translation>
    </message>
    <message>
        <source>The journal of bulk changes was damaged. It was kept as %1, and a new one was begun: a change that had stopped halfway is not offered again.</source>
        <translation>Journalen över massändringar var skadad. Den har sparats som %1 och en ny har påbörjats: en ändring som hade stannat halvvägs erbjuds inte igen.</translation>
    </message>
    <message>
        <source>The journal of bulk changes in %1 can&apos;t be used (%2).</source>
        <translation>Journalen över massändringar i %1 kan inte användas (%2).</translation>
    </message>
    <message>
        <source>There is no such bulk change any more.</source>
        <translation>Massändringen finns inte längre.</translation>
    </message>
</context>
<context>
    <name>models::BulkPreviewModel</name>
    <message>
        <source>changes</source>
        <translation>ändras</translation>
    </message>
    <message>
        <source>stays the same</source>
        <translation>förblir oförändrad</translation>
    </message>
    <message>
        <source>does not apply</source>
        <translation>går inte att tillämpa</translation>
    </message>
    <message>
        <source>does not fit the schema</source>
        <translation>passar inte schemat</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 goes (%2)</source>
        <translation>%1 försvinner (%2)</translation>
    </message>
    <message>
        <source>%1 comes: %2</source>
        <translation>%1 tillkommer: %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>What changes, or why not</source>
        <translation>Vad som ändras, eller varför inte</translation>
    </message>
</context>
<context>
    <name>models::BulkReport</name>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 kan inte skrivas: %2</translation>
    </message>
</context>
<context>
    <name>models::BulkResultModel</name>
    <message>
        <source>not sent</source>
        <translation>inte skickad</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>på väg</translation>
    </message>
    <message>
        <source>done</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslyckades</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>okänt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meddelande</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
</context>
<context>
    <name>models::BulkRun</name>
    <message>
        <source>This run belongs to another profile: open that one, then go on with it.</source>
        <translation>Körningen hör till en annan profil: öppna den, och fortsätt sedan.</translation>
    </message>
</context>
<context>
    <name>models::BulkSender</name>
    <message>
        <source>%1 Nothing is sent that could not be remembered.</source>
        <translation>%1 Inget skickas som inte har kunnat sparas.</translation>
    </message>
</context>
<context>
    <name>models::CellText</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n element</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nej</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>ej angivet</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>empty text</source>
        <translation>tom text</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>models::ChangeExport</name>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 kunde inte skrivas: %2.</translation>
    </message>
</context>
<context>
    <name>models::ChangeLogModel</name>
    <message>
        <source>created</source>
        <translation>skapad</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>borttagen</translation>
    </message>
    <message>
        <source>changed: %1</source>
        <translation>ändrad: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Resurs</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
</context>
<context>
    <name>models::ChangeSet</name>
    <message>
        <source>the resource would be no JSON object any more</source>
        <translation>resursen skulle inte längre vara ett JSON-objekt</translation>
    </message>
</context>
<context>
    <name>models::ChangeUndo</name>
    <message>
        <source>What %1 was before is not known: it could not be read then.</source>
        <translation>Vad %1 var innan är inte känt: det kunde inte läsas då.</translation>
    </message>
    <message>
        <source>%1 has staged changes: send or discard them first.</source>
        <translation>%1 har väntande ändringar: skicka eller kasta dem först.</translation>
    </message>
    <message>
        <source>The platform makes the ids of %1 itself: %2 can&apos;t come back under its old one.</source>
        <translation>Plattformen bestämmer själv id för %1: %2 kan inte komma tillbaka under sitt gamla.</translation>
    </message>
    <message>
        <source>What %1 held is not known: nobody had read it.</source>
        <translation>Vad %1 innehöll är inte känt: ingen hade läst det.</translation>
    </message>
    <message>
        <source>The change is no longer in the log.</source>
        <translation>Ändringen finns inte längre i loggen.</translation>
    </message>
</context>
<context>
    <name>models::CollectionModel</name>
    <message>
        <source>New folder</source>
        <translation>Ny mapp</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <comment>name, method, path</comment>
        <translation>%1, %2 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, folder of %n request(s)</source>
        <translation>
            <numerusform>%1, mapp med %n begäran</numerusform>
            <numerusform>%1, mapp med %n begäranden</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved requests</source>
        <translation>Sparade begäranden</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kan inte läsas: %2.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 kunde inte skrivas: %2.</translation>
    </message>
</context>
<context>
    <name>models::CsvBulkJob</name>
    <message>
        <source>Cancelled while the platform was at it: look at the list.</source>
        <translation>Avbröts medan plattformen höll på: titta i listan.</translation>
    </message>
    <message>
        <source>The platform took the job, but did not say how it ended: %1</source>
        <translation>Plattformen tog emot jobbet men talade inte om hur det slutade: %1</translation>
    </message>
    <message>
        <source>The job failed, and the platform did not say at which rows.</source>
        <translation>Jobbet misslyckades, och plattformen talade inte om vid vilka rader.</translation>
    </message>
</context>
<context>
    <name>models::CsvDryRun</name>
    <message>
        <source>Line %1 has the same id: this row is not sent.</source>
        <extracomment>%1 is a line number of the file</extracomment>
        <translation>Rad %1 har samma id: den här raden skickas inte.</translation>
    </message>
</context>
<context>
    <name>models::CsvExport</name>
    <message>
        <source>%1 could not be written: %2. Choose another place, or make room there.</source>
        <translation>%1 kunde inte skrivas: %2. Välj en annan plats, eller frigör utrymme där.</translation>
    </message>
    <message>
        <source>Some letters can&apos;t be written in that encoding. Choose another one.</source>
        <translation>Vissa tecken kan inte skrivas i den kodningen. Välj en annan.</translation>
    </message>
</context>
<context>
    <name>models::CsvFile</name>
    <message>
        <source>Line %1, column %2: %3 Choose another encoding or delimiter, or mend the file.</source>
        <translation>Rad %1, kolumn %2: %3 Välj en annan teckenkodning eller avgränsare, eller rätta filen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kan inte läsas: %2</translation>
    </message>
    <message>
        <source>%1 is larger than %2 MB. Split it, and import the parts.</source>
        <translation>%1 är större än %2 MB. Dela upp den och importera delarna.</translation>
    </message>
</context>
<context>
    <name>models::CsvImport</name>
    <message>
        <source>Check the rows first.</source>
        <translation>Kontrollera raderna först.</translation>
    </message>
    <message>
        <source>Rows are being sent.</source>
        <translation>Rader håller på att skickas.</translation>
    </message>
    <message>
        <source>There is nothing to send: no row is new or changed.</source>
        <translation>Det finns inget att skicka: ingen rad är ny eller ändrad.</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <extracomment>%1 is a file name</extracomment>
        <translation>Import av %1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) went well.</source>
        <translation>
            <numerusform>%n rad gick bra.</numerusform>
            <numerusform>%n rader gick bra.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed: mend the cells and send again.</source>
        <translation>
            <numerusform>%n misslyckades: rätta cellerna och skicka igen.</numerusform>
            <numerusform>%n misslyckades: rätta cellerna och skicka igen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not sent.</source>
        <translation>
            <numerusform>%n skickades inte.</numerusform>
            <numerusform>%n skickades inte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n the platform did not say what came of them: check the rows again.</source>
        <translation>
            <numerusform>För %n sa plattformen inte hur det gick: kontrollera raderna igen.</numerusform>
            <numerusform>För %n sa plattformen inte hur det gick: kontrollera raderna igen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list could not be read, so there is nothing to compare the rows with. Check again once it can be read.</source>
        <translation>Listan kunde inte läsas, så det finns inget att jämföra raderna med. Kontrollera igen när den går att läsa.</translation>
    </message>
</context>
<context>
    <name>models::CsvMapping</name>
    <message>
        <source>“%1” is chosen twice. Choose another property for one of the columns, or ignore it.</source>
        <translation>”%1” är vald två gånger. Välj en annan egenskap för en av kolumnerna, eller ignorera den.</translation>
    </message>
    <message>
        <source>No column holds “%1”, by which rows are told apart. Choose it for one of the columns.</source>
        <translation>Ingen kolumn innehåller ”%1”, som skiljer raderna åt. Välj den för en av kolumnerna.</translation>
    </message>
    <message>
        <source>All columns are ignored. Choose a property for at least one.</source>
        <translation>Alla kolumner ignoreras. Välj en egenskap för minst en.</translation>
    </message>
    <message>
        <source>These columns can&apos;t stand together: one property is a value in one column, and holds others in another.</source>
        <translation>Kolumnerna går inte ihop: en egenskap är ett värde i en kolumn och innehåller andra i en annan.</translation>
    </message>
</context>
<context>
    <name>models::CsvMappingModel</name>
    <message>
        <source>true or false</source>
        <translation>true eller false</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>heltal</translation>
    </message>
    <message>
        <source>number</source>
        <translation>tal</translation>
    </message>
    <message>
        <source>list, as JSON</source>
        <translation>lista, som JSON</translation>
    </message>
    <message>
        <source>object, as JSON</source>
        <translation>objekt, som JSON</translation>
    </message>
    <message>
        <source>text</source>
        <translation>text</translation>
    </message>
    <message>
        <source>as in the resources there are, else text</source>
        <translation>som i de resurser som finns, annars text</translation>
    </message>
    <message>
        <source>This column is not sent.</source>
        <translation>Kolumnen skickas inte.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>title of a property, its type</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>value for all rows</source>
        <translation>värde för alla rader</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignoreras</translation>
    </message>
    <message>
        <source>Column of the file</source>
        <translation>Kolumn i filen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Värden</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Egenskap</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Betydelse</translation>
    </message>
</context>
<context>
    <name>models::CsvRowsModel</name>
    <message>
        <source>%1 (ignored)</source>
        <translation>%1 (ignoreras)</translation>
    </message>
    <message>
        <source>new</source>
        <translation>ny</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>ändrad</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>oförändrad</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ogiltig</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>dubblett</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>skickas</translation>
    </message>
    <message>
        <source>done</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslyckades</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>oklart</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>state of a row, and why</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Orsak</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 kunde inte skrivas: %2. Välj en annan plats.</translation>
    </message>
</context>
<context>
    <name>models::DeleteJob</name>
    <message numerus="yes">
        <source>%n of %1 could not be deleted.</source>
        <translation>
            <numerusform>%n av %1 kunde inte tas bort.</numerusform>
            <numerusform>%n av %1 kunde inte tas bort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more were not tried.</source>
        <translation>
            <numerusform>Ytterligare %n prövades inte.</numerusform>
            <numerusform>Ytterligare %n prövades inte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::DifferenceModel</name>
    <message>
        <source>line %1</source>
        <translation>rad %1</translation>
    </message>
    <message>
        <source>the whole</source>
        <translation>helheten</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adress</translation>
    </message>
    <message>
        <source>Request header %1</source>
        <translation>Begärans huvudfält %1</translation>
    </message>
    <message>
        <source>Request body, %1</source>
        <translation>Begärans innehåll, %1</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fel</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Varaktighet</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Reply header %1</source>
        <translation>Svarets huvudfält %1</translation>
    </message>
    <message>
        <source>Reply body, %1</source>
        <translation>Svarets innehåll, %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ingenting</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Första</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Andra</translation>
    </message>
</context>
<context>
    <name>models::DraftSender</name>
    <message>
        <source>There is already a %1 named %2.</source>
        <translation>%2 finns redan (%1).</translation>
    </message>
    <message>
        <source>Creating it once more would overwrite the one that is there.</source>
        <translation>Att skapa den igen skulle skriva över den som redan finns.</translation>
    </message>
    <message>
        <source>Choose another id, or open the existing one and change it.</source>
        <translation>Välj ett annat id, eller öppna den befintliga och ändra den.</translation>
    </message>
    <message>
        <source>%1 no longer exists on the platform.</source>
        <translation>%1 finns inte längre på plattformen.</translation>
    </message>
    <message>
        <source>Your edits are kept. Discard them, or create it anew.</source>
        <translation>Dina ändringar är sparade. Kasta dem eller skapa posten på nytt.</translation>
    </message>
    <message>
        <source>The reply holds no %1 to compare your edits with.</source>
        <translation>Svaret innehåller inget att jämföra dina ändringar med (%1).</translation>
    </message>
</context>
<context>
    <name>models::DraftStore</name>
    <message>
        <source>The staged edit could not be written to %1 (%2). It is kept until the console is closed: make room there or make the folder writable, or send the edit now.</source>
        <translation>Den väntande ändringen kunde inte skrivas till %1 (%2). Den finns kvar tills konsolen stängs: frigör utrymme där, gör mappen skrivbar eller skicka ändringen nu.</translation>
    </message>
    <message>
        <source>The edit of %1 is settled, but its file could not be removed (%2): it would come back at the next start. Delete %3.</source>
        <translation>Ändringen av %1 är avklarad, men dess fil kunde inte tas bort (%2): den skulle komma tillbaka vid nästa start. Ta bort %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n staged edit(s) in %1 could not be read and were left alone: damaged, or of a newer console.</source>
        <translation>
            <numerusform>%n väntande ändring i %1 kunde inte läsas och lämnades i fred: skadad, eller från en nyare konsol.</numerusform>
            <numerusform>%n väntande ändringar i %1 kunde inte läsas och lämnades i fred: skadade, eller från en nyare konsol.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::DraftWriter</name>
    <message>
        <source>the folder can&apos;t be made</source>
        <translation>mappen kan inte skapas</translation>
    </message>
</context>
<context>
    <name>models::FileTransfers</name>
    <message>
        <source>Sending %1</source>
        <translation>Skickar %1</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>Laddar ner %1</translation>
    </message>
    <message>
        <source>Sending: %1 of %2 files</source>
        <translation>Skickar: %1 av %2 filer</translation>
    </message>
    <message>
        <source>Downloading: %1 of %2 files</source>
        <translation>Laddar ner: %1 av %2 filer</translation>
    </message>
    <message>
        <source>%1 was sent</source>
        <translation>%1 har skickats</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were sent</source>
        <translation>
            <numerusform>%n fil har skickats</numerusform>
            <numerusform>%n filer har skickats</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 files are complete</source>
        <translation>Stoppat: %1 av %2 filer är klara</translation>
    </message>
    <message>
        <source>%1 of %2 files are complete, %3 failed</source>
        <translation>%1 av %2 filer är klara, %3 misslyckades</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>%1 s kvar</translation>
    </message>
    <message>
        <source>%1 was downloaded</source>
        <translation>%1 har laddats ner</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were downloaded</source>
        <translation>
            <numerusform>%n fil har laddats ner</numerusform>
            <numerusform>%n filer har laddats ner</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::FormModel</name>
    <message>
        <source>A whole number is needed here, such as 8080.</source>
        <translation>Här behövs ett heltal, till exempel 8080.</translation>
    </message>
    <message>
        <source>A number is needed here, such as 2.5.</source>
        <translation>Här behövs ett tal, till exempel 2.5.</translation>
    </message>
    <message>
        <source>This is either true or false.</source>
        <translation>Detta är antingen true eller false.</translation>
    </message>
    <message>
        <source>The platform takes only these values: %1.</source>
        <translation>Plattformen godtar bara dessa värden: %1.</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Detta är inte JSON: %1.</translation>
    </message>
    <message>
        <source>A list is needed here: […].</source>
        <translation>Här behövs en lista: […].</translation>
    </message>
    <message>
        <source>An object is needed here: {…}.</source>
        <translation>Här behövs ett objekt: {…}.</translation>
    </message>
    <message>
        <source>An entry a line. Alt+Up and Alt+Down move a line, Alt+Delete removes it.</source>
        <translation>Ett element per rad. Alt+Upp och Alt+Ned flyttar en rad, Alt+Delete tar bort den.</translation>
    </message>
    <message>
        <source>Known entries: %1.</source>
        <translation>Kända element: %1.</translation>
    </message>
    <message>
        <source>A list of objects, edited as JSON.</source>
        <translation>En lista med objekt, redigeras som JSON.</translation>
    </message>
    <message>
        <source>A list, edited as JSON: [&quot;a&quot;, &quot;b&quot;].</source>
        <translation>En lista, redigeras som JSON: [&quot;a&quot;, &quot;b&quot;].</translation>
    </message>
    <message>
        <source>An object, edited as JSON.</source>
        <translation>Ett objekt, redigeras som JSON.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Rad %1: %2</translation>
    </message>
    <message>
        <source>That is %1.</source>
        <translation>Det är %1.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is what the entries of a list are, %2 the number of one: &quot;Rules 2&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>models::HistoryModel</name>
    <message>
        <source>no reply</source>
        <translation>inget svar</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Sökväg</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Varaktighet</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Storlek</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Begärans ID</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>avbruten</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>inte skickad</translation>
    </message>
</context>
<context>
    <name>models::ImportRemarksModel</name>
    <message>
        <source>New table</source>
        <translation>Ny tabell</translation>
    </message>
    <message>
        <source>Replaced table</source>
        <translation>Ersatt tabell</translation>
    </message>
    <message>
        <source>New operation</source>
        <translation>Ny operation</translation>
    </message>
    <message>
        <source>Replaced operation</source>
        <translation>Ersatt operation</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Skillnad</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Utelämnat</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Vad</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Gäller</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detaljer</translation>
    </message>
</context>
<context>
    <name>models::ImportReview</name>
    <message>
        <source>%1 (at %2)</source>
        <translation>%1 (vid %2)</translation>
    </message>
    <message>
        <source>It takes the place of “%1”, imported on %2.</source>
        <translation>Det ersätter ”%1”, importerat %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) need an AWS signature: they are shown, and can&apos;t be sent from here.</source>
        <translation>
            <numerusform>%n operation behöver en AWS-signatur: den visas men kan inte skickas härifrån.</numerusform>
            <numerusform>%n operationer behöver en AWS-signatur: de visas men kan inte skickas härifrån.</numerusform>
        </translation>
    </message>
    <message>
        <source>It begins with a slash and does not end in one, as in /provisioning.</source>
        <translation>Den börjar med ett snedstreck och slutar inte med ett, som i /provisioning.</translation>
    </message>
    <message>
        <source>It has no parameters, spaces or “?”.</source>
        <translation>Den har inga parametrar, blanksteg eller ”?”.</translation>
    </message>
    <message>
        <source>The document is still being read.</source>
        <translation>Dokumentet håller fortfarande på att läsas.</translation>
    </message>
    <message>
        <source>The document is being added.</source>
        <translation>Dokumentet håller på att läggas till.</translation>
    </message>
    <message>
        <source>There is no document to add.</source>
        <translation>Det finns inget dokument att lägga till.</translation>
    </message>
    <message>
        <source>There is nothing in the document to add.</source>
        <translation>Det finns inget i dokumentet att lägga till.</translation>
    </message>
    <message>
        <source>Other documents are being read.</source>
        <translation>Andra dokument håller på att läsas.</translation>
    </message>
</context>
<context>
    <name>models::JsonTreeModel</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n element</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n medlem</numerusform>
            <numerusform>%n medlemmar</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
</context>
<context>
    <name>models::KeyAction</name>
    <message>
        <source>This folder is open without saving.</source>
        <translation>Mappen är öppen utan att spara.</translation>
    </message>
    <message>
        <source>Select a key pair first.</source>
        <translation>Välj ett nyckelpar först.</translation>
    </message>
    <message>
        <source>This file is no key pair that the console understands. It is left alone.</source>
        <translation>Den här filen är inget nyckelpar som konsolen förstår. Den lämnas i fred.</translation>
    </message>
    <message>
        <source>A callback pair never signs API requests: the platform does not take it as an API key.</source>
        <translation>Ett par för återanrop signerar aldrig API-anrop: plattformen tar inte emot det som API-nyckel.</translation>
    </message>
    <message>
        <source>A compromised key pair is never used again.</source>
        <translation>Ett röjt nyckelpar används aldrig igen.</translation>
    </message>
    <message>
        <source>Only an active key pair can be retired.</source>
        <translation>Bara ett aktivt nyckelpar kan fasas ut.</translation>
    </message>
    <message>
        <source>This key pair is active already.</source>
        <translation>Nyckelparet är redan aktivt.</translation>
    </message>
    <message>
        <source>No profile signs with this key pair: there is nothing to rotate.</source>
        <translation>Ingen profil signerar med det här nyckelparet: det finns inget att byta.</translation>
    </message>
    <message>
        <source>This key pair needs no passphrase.</source>
        <translation>Nyckelparet behöver ingen lösenfras.</translation>
    </message>
</context>
<context>
    <name>models::KeyChoices</name>
    <message>
        <source>%1 (%2)</source>
        <comment>name and beginning of the thumbprint</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This key is marked as compromised and signs nothing more.</source>
        <translation>Nyckeln är märkt som röjd och signerar ingenting mer.</translation>
    </message>
    <message>
        <source>This key is for callbacks and signs no requests.</source>
        <translation>Nyckeln är till för återanrop och signerar inga begäranden.</translation>
    </message>
    <message>
        <source>RSA, %1 bits, thumbprint %2</source>
        <translation>RSA, %1 bitar, tumavtryck %2</translation>
    </message>
    <message>
        <source>A key that is gone</source>
        <translation>En nyckel som inte finns kvar</translation>
    </message>
    <message>
        <source>The key of this profile is not in the key store any more.</source>
        <translation>Profilens nyckel finns inte längre i nyckelförrådet.</translation>
    </message>
    <message>
        <source>This key is for requests and signs no callbacks.</source>
        <translation>Den här nyckeln är för begäranden och signerar inga återanrop.</translation>
    </message>
</context>
<context>
    <name>models::KeyFileCheck</name>
    <message>
        <source>RSA, %1 bits, thumbprint %2</source>
        <translation>RSA, %1 bitar, tumavtryck %2</translation>
    </message>
    <message>
        <source>An encrypted key: the console asks for its passphrase once a run.</source>
        <translation>En krypterad nyckel: konsolen frågar efter lösenfrasen en gång per körning.</translation>
    </message>
</context>
<context>
    <name>models::KeyProbe</name>
    <message>
        <source>The console is closing.</source>
        <translation>Konsolen stängs.</translation>
    </message>
    <message>
        <source>The sandbox is not running. Choose its profile first.</source>
        <translation>Sandlådan är inte igång. Välj dess profil först.</translation>
    </message>
    <message>
        <source>The description of the API has no list to ask for.</source>
        <translation>API-beskrivningen har ingen lista att fråga efter.</translation>
    </message>
    <message>
        <source>The platform accepts tokens signed with %1.</source>
        <translation>Plattformen godtar token som är signerade med %1.</translation>
    </message>
    <message numerus="yes">
        <source>The platform refused the token, and its clock differs from this computer&apos;s by %n second(s). Set the clock, or sign by the server&apos;s.</source>
        <translation>
            <numerusform>Plattformen avvisade token, och dess klocka skiljer sig %n sekund från den här datorns. Ställ klockan, eller signera efter serverns.</numerusform>
            <numerusform>Plattformen avvisade token, och dess klocka skiljer sig %n sekunder från den här datorns. Ställ klockan, eller signera efter serverns.</numerusform>
        </translation>
    </message>
    <message>
        <source>The platform refused a token signed with %1: it does not know this public key for %2 yet, or knows another one. Upload the key that is shown here, and verify again.</source>
        <translation>Plattformen avvisade en token som är signerad med %1: den känner inte till den här publika nyckeln för %2 än, eller känner till en annan. Ladda upp nyckeln som visas här och verifiera igen.</translation>
    </message>
    <message>
        <source>The platform answered 403: the token was read, but %1 is not permitted here. Look at the domain of the profile, and whether the key was uploaded for it.</source>
        <translation>Plattformen svarade 403: token lästes, men %1 är inte tillåten här. Se efter vilken domän profilen har, och om nyckeln laddades upp för den.</translation>
    </message>
    <message>
        <source>This says nothing about the key: %1 %2</source>
        <translation>Det här säger ingenting om nyckeln: %1 %2</translation>
    </message>
</context>
<context>
    <name>models::KeyRotation</name>
    <message>
        <source>API key</source>
        <translation>API-nyckel</translation>
    </message>
    <message>
        <source>A rotation for %1 was begun: upload the next key pair.</source>
        <translation>Ett nyckelbyte för %1 är påbörjat: ladda upp nästa nyckelpar.</translation>
    </message>
    <message>
        <source>A rotation for %1 was begun: verify that the platform takes the next key pair.</source>
        <translation>Ett nyckelbyte för %1 är påbörjat: verifiera att plattformen godtar nästa nyckelpar.</translation>
    </message>
    <message>
        <source>A rotation for %1 was begun: let the profile sign with the next key pair.</source>
        <translation>Ett nyckelbyte för %1 är påbörjat: låt profilen signera med nästa nyckelpar.</translation>
    </message>
    <message>
        <source>A rotation for %1 is nearly done: retire the old key pair.</source>
        <translation>Ett nyckelbyte för %1 är nästan klart: fasa ut det gamla nyckelparet.</translation>
    </message>
</context>
<context>
    <name>models::KeyTableModel</name>
    <message>
        <source>not understood</source>
        <translation>förstås inte</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>state, then the sentence of a problem</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Användning</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profiler</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bitar</translation>
    </message>
    <message>
        <source>Thumbprint</source>
        <translation>Tumavtryck</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Skapat</translation>
    </message>
    <message>
        <source>Private part</source>
        <translation>Privat del</translation>
    </message>
</context>
<context>
    <name>models::KeyTask</name>
    <message>
        <source>%1 could not be written: %2. Choose another folder.</source>
        <translation>%1 kunde inte skrivas: %2. Välj en annan mapp.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read. Choose a file that you may open.</source>
        <translation>%1 kan inte läsas. Välj en fil som du får öppna.</translation>
    </message>
    <message>
        <source>%1 is too big to be a key.</source>
        <translation>%1 är för stor för att vara en nyckel.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kan inte läsas: %2.</translation>
    </message>
</context>
<context>
    <name>models::KeyWords</name>
    <message>
        <source>API access</source>
        <translation>API-åtkomst</translation>
    </message>
    <message>
        <source>Callback signing</source>
        <translation>Signering av återanrop</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Callbacks</source>
        <translation>Återanrop</translation>
    </message>
    <message>
        <source>Signs the tokens of API requests; the platform has the public part.</source>
        <translation>Signerar token för API-anrop; plattformen har den publika delen.</translation>
    </message>
    <message>
        <source>The platform signs its callbacks with it, and we check them with the public part. It can never sign an API request.</source>
        <translation>Plattformen signerar sina återanrop med det, och vi kontrollerar dem med den publika delen. Det kan aldrig signera ett API-anrop.</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktivt</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nästa</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>utfasat</translation>
    </message>
    <message>
        <source>compromised</source>
        <translation>röjt</translation>
    </message>
    <message>
        <source>keychain</source>
        <translation>nyckelring</translation>
    </message>
    <message>
        <source>encrypted file</source>
        <translation>krypterad fil</translation>
    </message>
    <message>
        <source>linked file</source>
        <translation>länkad fil</translation>
    </message>
    <message>
        <source>Encrypted in %1; the passphrase is kept by %2.</source>
        <translation>Krypterad i %1; lösenfrasen förvaras av %2.</translation>
    </message>
    <message>
        <source>the system&apos;s keychain</source>
        <translation>systemets nyckelring</translation>
    </message>
    <message>
        <source>Encrypted in %1; your passphrase opens it, once a run.</source>
        <translation>Krypterad i %1; din lösenfras öppnar den, en gång per körning.</translation>
    </message>
    <message>
        <source>In the file %1, which stays where it is.</source>
        <translation>I filen %1, som ligger kvar där den är.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain has not answered yet: it may be asking for its password in a window of its own. Work on keys goes on as soon as it has answered.</source>
        <translation>Systemets nyckelring har inte svarat än: den kanske frågar efter sitt lösenord i ett eget fönster. Arbetet med nycklar fortsätter så snart den har svarat.</translation>
    </message>
    <message>
        <source>unused</source>
        <comment>a key pair that no profile signs with</comment>
        <translation>oanvänt</translation>
    </message>
</context>
<context>
    <name>models::ListLoader</name>
    <message>
        <source>The reply holds no list.</source>
        <translation>Svaret innehåller ingen lista.</translation>
    </message>
</context>
<context>
    <name>models::LiveRefresh</name>
    <message>
        <source>Not refreshed since %1</source>
        <translation>Inte uppdaterad sedan %1</translation>
    </message>
    <message>
        <source>Rests</source>
        <translation>Vilar</translation>
    </message>
    <message>
        <source>Refreshes every %1 s</source>
        <translation>Uppdateras var %1:e sekund</translation>
    </message>
</context>
<context>
    <name>models::Mask</name>
    <message>
        <source>•••••• (masked)</source>
        <translation>•••••• (dolt)</translation>
    </message>
</context>
<context>
    <name>models::PairsModel</name>
    <message>
        <source>%1: %2%3</source>
        <comment>name, value, note</comment>
        <translation>%1: %2%3</translation>
    </message>
    <message>
        <source>, not sent</source>
        <translation>, skickas inte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
</context>
<context>
    <name>models::PatchEffects</name>
    <message>
        <source>not reached</source>
        <translation>nås inte</translation>
    </message>
    <message>
        <source>holds: %1</source>
        <translation>stämmer: %1</translation>
    </message>
    <message>
        <source>changes nothing: %1 is there already</source>
        <translation>ändrar ingenting: %1 finns redan där</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>var %1</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>ny: %1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>before, after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>array, %1 elements</source>
        <translation>array, %1 element</translation>
    </message>
    <message>
        <source>object, %1 members</source>
        <translation>objekt, %1 medlemmar</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>avslagen</translation>
    </message>
</context>
<context>
    <name>models::PatchEntriesModel</name>
    <message>
        <source>Operation %1, %2</source>
        <translation>Operation %1, %2</translation>
    </message>
    <message>
        <source>switched on</source>
        <translation>påslagen</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>avslagen</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Sökväg</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Effekt</translation>
    </message>
</context>
<context>
    <name>models::PatchEntry</name>
    <message>
        <source>%1 %2 to %3</source>
        <translation>%1 %2 till %3</translation>
    </message>
    <message>
        <source>it has no value; write JSON: a text stands in quotes</source>
        <translation>den saknar värde; skriv JSON: en text står inom citattecken</translation>
    </message>
    <message>
        <source>the value is not JSON: %1; a text stands in quotes</source>
        <translation>värdet är inte JSON: %1; en text står inom citattecken</translation>
    </message>
    <message>
        <source>Operation %1 (%2): %3</source>
        <translation>Operation %1 (%2): %3</translation>
    </message>
</context>
<context>
    <name>models::PatchFault</name>
    <message>
        <source>Operation %1 (%2): %3</source>
        <translation>Operation %1 (%2): %3</translation>
    </message>
</context>
<context>
    <name>models::PatchLibrary</name>
    <message>
        <source>Give the patch a name.</source>
        <translation>Ge patchen ett namn.</translation>
    </message>
    <message>
        <source>The name is longer than %1 letters.</source>
        <translation>Namnet är längre än %1 tecken.</translation>
    </message>
    <message>
        <source>The patch is above 1 MB: export it as a file instead.</source>
        <translation>Patchen är över 1 MB: exportera den som en fil i stället.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Mappen %1 kan inte skapas.</translation>
    </message>
    <message>
        <source>The patch could not be saved: %1.</source>
        <translation>Patchen kunde inte sparas: %1.</translation>
    </message>
    <message>
        <source>There is no saved patch named %1.</source>
        <translation>Det finns ingen sparad patch med namnet %1.</translation>
    </message>
    <message>
        <source>There is already a saved patch named %1.</source>
        <translation>Det finns redan en sparad patch med namnet %1.</translation>
    </message>
    <message>
        <source>%1 could not be deleted: %2.</source>
        <translation>%1 kunde inte tas bort: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n saved patch(es) in %1 could not be read and were left alone: damaged, or of a newer console.</source>
        <translation>
            <numerusform>%n sparad patch i %1 kunde inte läsas och lämnades i fred: skadad, eller från en nyare konsol.</numerusform>
            <numerusform>%n sparade patchar i %1 kunde inte läsas och lämnades i fred: skadade, eller från en nyare konsol.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kan inte läsas: %2.</translation>
    </message>
    <message>
        <source>%1 is above 10 MB, more than the platform takes.</source>
        <translation>%1 är över 10 MB, mer än plattformen tar emot.</translation>
    </message>
    <message>
        <source>%1 holds no patch. %2</source>
        <translation>%1 innehåller ingen patch. %2</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>%1 kan inte skrivas: %2.</translation>
    </message>
</context>
<context>
    <name>models::PatchModel</name>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Sökväg</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Före</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Efter</translation>
    </message>
</context>
<context>
    <name>models::PatchTemplate</name>
    <message>
        <source>“%1” begins a placeholder that has no “}”. Write “$${” for a plain “${”.</source>
        <translation>”%1” inleder en platshållare som saknar ”}”. Skriv ”$${” för ett vanligt ”${”.</translation>
    </message>
    <message>
        <source>A placeholder “${}” has no name.</source>
        <translation>En platshållare ”${}” saknar namn.</translation>
    </message>
    <message>
        <source>${%1} is not a JSON Pointer: %2.</source>
        <translation>${%1} är inte en JSON Pointer: %2.</translation>
    </message>
    <message>
        <source>the resource has no ${%1}.</source>
        <translation>resursen saknar ${%1}.</translation>
    </message>
    <message>
        <source>Operation %1: %2</source>
        <translation>Operation %1: %2</translation>
    </message>
    <message>
        <source>The patch is not JSON: %1.</source>
        <translation>Patchen är inte JSON: %1.</translation>
    </message>
    <message>
        <source>A patch is an array of operations: it starts with “[”.</source>
        <translation>En patch är en array av operationer: den börjar med ”[”.</translation>
    </message>
</context>
<context>
    <name>models::PatchText</name>
    <message>
        <source>Operation %1: %2</source>
        <translation>Operation %1: %2</translation>
    </message>
    <message>
        <source>The text is above 10 MB, more than the platform takes.</source>
        <translation>Texten är över 10 MB, mer än plattformen tar emot.</translation>
    </message>
    <message>
        <source>A patch is an array of operations: it starts with “[”.</source>
        <translation>En patch är en array av operationer: den börjar med ”[”.</translation>
    </message>
</context>
<context>
    <name>models::PathEdit</name>
    <message>
        <source>Requests of this operation go to this path from now on.</source>
        <translation>Begäranden för den här operationen går till den här sökvägen från och med nu.</translation>
    </message>
    <message>
        <source>The list, each item and everything below go to this path from now on.</source>
        <translation>Listan, varje post och allt därunder går till den här sökvägen från och med nu.</translation>
    </message>
    <message>
        <source>It comes from an imported document. Undo that import, or import it again and change where its paths begin.</source>
        <translation>Den kommer från ett importerat dokument. Ångra importen, eller importera det igen och ändra var dess sökvägar börjar.</translation>
    </message>
</context>
<context>
    <name>models::PointerCompletion</name>
    <message>
        <source>after the last one</source>
        <translation>efter det sista</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>finns inte</translation>
    </message>
    <message>
        <source>not there: %1</source>
        <translation>finns inte: %1</translation>
    </message>
</context>
<context>
    <name>models::Problem</name>
    <message>
        <source>Look at the reply in the request panel.</source>
        <translation>Titta på svaret i panelen med begäranden.</translation>
    </message>
</context>
<context>
    <name>models::ReplyContent</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 of %2 kept</source>
        <comment>sizes</comment>
        <translation>%1 av %2 sparat</translation>
    </message>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n försök</numerusform>
            <numerusform>%n försök</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 kunde inte skrivas: %2.</translation>
    </message>
</context>
<context>
    <name>models::RequestBench</name>
    <message>
        <source>Requests go to the profile&apos;s host: %1 was left out.</source>
        <translation>Begäranden går till profilens värd: %1 utelämnades.</translation>
    </message>
    <message>
        <source>Only the first %1 of the body were kept in the history: put the whole body in.</source>
        <translation>Bara de första %1 av innehållet sparades i historiken: sätt in hela innehållet.</translation>
    </message>
    <message>
        <source>The catalogue knows this path with %1.</source>
        <translation>Katalogen känner till den här sökvägen med %1.</translation>
    </message>
    <message>
        <source>This operation wants a request signed with AWS credentials (Signature Version 4), not a token: the platform calls it by itself, and it can&apos;t be sent from here.</source>
        <translation>Den här operationen vill ha en begäran signerad med AWS-inloggningsuppgifter (Signature Version 4), inte en token: plattformen anropar den själv, och den kan inte skickas härifrån.</translation>
    </message>
    <message>
        <source>This part of the API is assumed: %1</source>
        <translation>Den här delen av API:et är antagen: %1</translation>
    </message>
    <message>
        <source>The query wants %1.</source>
        <translation>Frågedelen behöver %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s), not text</source>
        <translation>
            <numerusform>%n byte, inte text</numerusform>
            <numerusform>%n byte, inte text</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 Trying again in %2 s.</source>
        <translation>%1 Försöker igen om %2 s.</translation>
    </message>
    <message>
        <source>%1 is not a method that can be sent.</source>
        <translation>%1 är inte en metod som kan skickas.</translation>
    </message>
    <message>
        <source>Type a path, or choose one from the list.</source>
        <translation>Skriv en sökväg, eller välj en ur listan.</translation>
    </message>
    <message>
        <source>Give a value for %1.</source>
        <translation>Ange ett värde för %1.</translation>
    </message>
    <message>
        <source>Secrets are not kept: put in what belongs where it says [redacted].</source>
        <translation>Hemligheter sparas inte: sätt in det som hör hemma där det står [redacted].</translation>
    </message>
    <message>
        <source>The token is added by itself: take the header Authorization out.</source>
        <translation>Token läggs till automatiskt: ta bort huvudfältet Authorization.</translation>
    </message>
    <message>
        <source>The reply to the earlier request will be in the history.</source>
        <translation>Svaret på den tidigare begäran hamnar i historiken.</translation>
    </message>
    <message>
        <source>The earlier request was not sent.</source>
        <translation>Den tidigare begäran skickades inte.</translation>
    </message>
    <message>
        <source>The method is now %1, as of the chosen operation.</source>
        <translation>Metoden är nu %1, enligt den valda operationen.</translation>
    </message>
</context>
<context>
    <name>models::ResourceComparison</name>
    <message>
        <source>%1, now</source>
        <translation>%1, nu</translation>
    </message>
    <message>
        <source>before the change of %1</source>
        <translation>före ändringen %1</translation>
    </message>
    <message>
        <source>There is nothing to compare with.</source>
        <translation>Det finns inget att jämföra med.</translation>
    </message>
    <message>
        <source>They are the same.</source>
        <translation>De är lika.</translation>
    </message>
</context>
<context>
    <name>models::ResourceController</name>
    <message>
        <source>Nothing is open.</source>
        <translation>Inget är öppet.</translation>
    </message>
    <message>
        <source>A request is on its way.</source>
        <translation>En begäran är på väg.</translation>
    </message>
    <message>
        <source>There is already a %1 named %2.</source>
        <translation>%2 finns redan (%1).</translation>
    </message>
    <message>
        <source>Keeping the edits of %1</source>
        <translation>Att spara ändringarna i %1</translation>
    </message>
    <message>
        <source>Creating a %1</source>
        <translation>Att skapa %1</translation>
    </message>
    <message>
        <source>Changing %1</source>
        <translation>Att ändra %1</translation>
    </message>
    <message>
        <source>The profile&apos;s key is encrypted: unlock it with its passphrase first.</source>
        <translation>Profilens nyckel är krypterad: lås först upp den med dess lösenfras.</translation>
    </message>
    <message>
        <source>The profile has no private key: choose one in the profile first.</source>
        <translation>Profilen har ingen privat nyckel: välj först en i profilen.</translation>
    </message>
    <message>
        <source>a new %1</source>
        <translation>ny %1</translation>
    </message>
    <message>
        <source>%1 was changed by someone else meanwhile.</source>
        <translation>%1 har under tiden ändrats av någon annan.</translation>
    </message>
    <message>
        <source>Both of you changed: %1.</source>
        <translation>Båda har ändrat: %1.</translation>
    </message>
    <message>
        <source>Your edits are kept. Compare them with what is there now, then keep yours or take theirs.</source>
        <translation>Dina ändringar är sparade. Jämför dem med det som finns nu, och behåll sedan dina eller ta deras.</translation>
    </message>
    <message>
        <source>The reply holds no %1.</source>
        <translation>Svaret innehåller inte det väntade (%1).</translation>
    </message>
    <message>
        <source>%1 is in the list, but the platform does not find it.</source>
        <translation>%1 finns i listan, men plattformen hittar den inte.</translation>
    </message>
    <message>
        <source>It was deleted meanwhile, or this address is not allowed to be read.</source>
        <translation>Den har tagits bort under tiden, eller så är adressen inte tillåten att läsa.</translation>
    </message>
    <message>
        <source>Refresh the list.</source>
        <translation>Uppdatera listan.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Att läsa %1</translation>
    </message>
    <message>
        <source>Deleting %1</source>
        <translation>Att ta bort %1</translation>
    </message>
    <message numerus="yes">
        <source>%n of the %1 that are to be deleted are still there.</source>
        <translation>
            <numerusform>%n av de %1 som ska tas bort finns kvar.</numerusform>
            <numerusform>%n av de %1 som ska tas bort finns kvar.</numerusform>
        </translation>
    </message>
    <message>
        <source>A new %1 is being created.</source>
        <translation>Ny %1 håller på att skapas.</translation>
    </message>
    <message>
        <source>The changes of %1 are being sent.</source>
        <translation>Ändringarna av %1 håller på att skickas.</translation>
    </message>
    <message numerus="yes">
        <source>It goes on in %1 s; %n request(s) are waiting.</source>
        <translation>
            <numerusform>Det fortsätter om %1 s; %n begäran väntar.</numerusform>
            <numerusform>Det fortsätter om %1 s; %n begäranden väntar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The profile&apos;s key is being read.</source>
        <translation>Profilens nyckel håller på att läsas.</translation>
    </message>
    <message>
        <source>Someone else changed the same members: compare them and choose first.</source>
        <translation>Någon annan har ändrat samma medlemmar: jämför dem och välj först.</translation>
    </message>
</context>
<context>
    <name>models::ResourceDraft</name>
    <message>
        <source>Nothing is open that could be changed.</source>
        <translation>Inget är öppet som kan ändras.</translation>
    </message>
    <message>
        <source>This is not JSON: %1</source>
        <translation>Detta är inte JSON: %1</translation>
    </message>
    <message>
        <source>A resource is a JSON object.</source>
        <translation>En resurs är ett JSON-objekt.</translation>
    </message>
    <message>
        <source>The whole resource can&apos;t be removed here; delete it instead.</source>
        <translation>Hela resursen kan inte tömmas här; ta bort den i stället.</translation>
    </message>
    <message>
        <source>The text is above 10 MB, more than the platform takes.</source>
        <translation>Texten är över 10 MB, mer än plattformen tar emot.</translation>
    </message>
    <message>
        <source>A resource is a JSON object: it starts with “{”.</source>
        <translation>En resurs är ett JSON-objekt: den börjar med ”{”.</translation>
    </message>
    <message>
        <source>An operation of the patch has an error: correct it first.</source>
        <translation>En operation i patchen har ett fel: rätta det först.</translation>
    </message>
</context>
<context>
    <name>models::ResourceName</name>
    <message>
        <source>%1 %2</source>
        <comment>number and plural name: 3 devices</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>models::ResourceTableModel</name>
    <message>
        <source>hidden</source>
        <translation>dolt</translation>
    </message>
</context>
<context>
    <name>models::RotationNotes</name>
    <message>
        <source>How far the rotation has come could not be noted in %1: %2. Finish it before the console is closed.</source>
        <translation>Hur långt nyckelbytet har kommit kunde inte antecknas i %1: %2. Slutför det innan konsolen stängs.</translation>
    </message>
</context>
<context>
    <name>models::RowPatcher</name>
    <message>
        <source>it has no %1 to be found by</source>
        <translation>den saknar %1 att hittas med</translation>
    </message>
    <message>
        <source>it would not be an object any more</source>
        <translation>den skulle inte längre vara ett objekt</translation>
    </message>
    <message>
        <source>%1 can&apos;t be changed: the resource is known by it</source>
        <translation>%1 kan inte ändras: det är vad resursen känns igen på</translation>
    </message>
    <message>
        <source>operation %1: the test of &quot;%2&quot; finds another value</source>
        <translation>operation %1: testet av &quot;%2&quot; hittar ett annat värde</translation>
    </message>
</context>
<context>
    <name>models::SendCheck</name>
    <message>
        <source>The JSON text is not finished: complete it, or discard.</source>
        <translation>JSON-texten är inte färdig: skriv klart den, eller kasta den.</translation>
    </message>
    <message>
        <source>A field has an error: correct it first.</source>
        <translation>Ett fält har ett fel: rätta det först.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Inget är ändrat.</translation>
    </message>
    <message>
        <source>%1 needs an id: %2 is empty.</source>
        <translation>%1 behöver ett id: %2 är tomt.</translation>
    </message>
    <message>
        <source>The text of the patch is not finished: complete it, or discard.</source>
        <translation>Patchens text är inte färdig: skriv klart den, eller kasta den.</translation>
    </message>
    <message>
        <source>There are only test operations: they check, and change nothing.</source>
        <translation>Det finns bara testoperationer: de kontrollerar och ändrar ingenting.</translation>
    </message>
</context>
<context>
    <name>models::SessionStatus</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>ingen token än</translation>
    </message>
    <message>
        <source>The first request signs a token with your key.</source>
        <translation>Den första begäran signerar en token med din nyckel.</translation>
    </message>
    <message>
        <source>token ended</source>
        <translation>token slut</translation>
    </message>
    <message>
        <source>The next request signs a new one by itself.</source>
        <translation>Nästa begäran signerar automatiskt en ny.</translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>token %1</translation>
    </message>
    <message>
        <source>The token ends in %1. The next request signs a new one by itself.</source>
        <translation>Token går ut om %1. Nästa begäran signerar automatiskt en ny.</translation>
    </message>
    <message>
        <source>The token is valid for another %1.</source>
        <translation>Token gäller i %1 till.</translation>
    </message>
    <message>
        <source>key ok</source>
        <translation>nyckel ok</translation>
    </message>
    <message>
        <source>RSA key of %1 bits, thumbprint %2.</source>
        <translation>RSA-nyckel på %1 bitar, tumavtryck %2.</translation>
    </message>
    <message>
        <source>key needs passphrase</source>
        <translation>nyckel låst</translation>
    </message>
    <message>
        <source>key missing</source>
        <translation>nyckel saknas</translation>
    </message>
    <message>
        <source>The profile has no private key. Choose one in the profile.</source>
        <translation>Profilen har ingen privat nyckel. Välj en i profilen.</translation>
    </message>
    <message>
        <source>key unusable</source>
        <translation>nyckel oanvändbar</translation>
    </message>
    <message>
        <source>clock ok</source>
        <translation>klocka ok</translation>
    </message>
    <message>
        <source>This computer&apos;s clock agrees with the platform&apos;s, as far as its replies tell.</source>
        <translation>Datorns klocka stämmer med plattformens, så vitt svaren visar.</translation>
    </message>
    <message>
        <source>clock %1 behind</source>
        <translation>klocka %1 efter</translation>
    </message>
    <message>
        <source>clock %1 ahead</source>
        <translation>klocka %1 före</translation>
    </message>
    <message>
        <source>Tokens are signed by the platform&apos;s clock, so this does no harm here.</source>
        <translation>Token signeras efter plattformens klocka, så här gör det ingen skada.</translation>
    </message>
    <message>
        <source>The platform refuses tokens from a wrong clock. Set this computer&apos;s clock, or allow for the difference in the profile.</source>
        <translation>Plattformen avvisar token från en klocka som går fel. Ställ datorns klocka, eller ta hänsyn till skillnaden i profilen.</translation>
    </message>
    <message>
        <source>reading key</source>
        <translation>läser nyckel</translation>
    </message>
    <message>
        <source>The key is locked with a passphrase. Unlock it to send requests.</source>
        <translation>Nyckeln är låst med en lösenfras. Lås upp den för att skicka begäranden.</translation>
    </message>
    <message>
        <source>key not tried yet</source>
        <translation>nyckel ej prövad</translation>
    </message>
    <message>
        <source>The key can sign; the platform has not answered a request of this profile yet.</source>
        <translation>Nyckeln kan signera; plattformen har inte svarat på någon begäran från profilen än.</translation>
    </message>
    <message>
        <source>key refused</source>
        <translation>nyckel avvisad</translation>
    </message>
    <message>
        <source>The platform refused the last token that was signed with this key. Look at it on the page Tokens, and whether the public key was uploaded.</source>
        <translation>Plattformen avvisade den senaste token som signerades med nyckeln. Titta på den på sidan Token, och se efter om den publika nyckeln har laddats upp.</translation>
    </message>
    <message>
        <source>The platform takes tokens that are signed with this key.</source>
        <translation>Plattformen godtar token som är signerade med nyckeln.</translation>
    </message>
    <message>
        <source>The key of the profile is being read. Where the system&apos;s keychain has to be unlocked for it, that asks for its password in a window of its own.</source>
        <translation>Profilens nyckel håller på att läsas. Måste systemets nyckelring låsas upp för det, så frågar den efter sitt lösenord i ett eget fönster.</translation>
    </message>
</context>
<context>
    <name>models::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %n item(s)</source>
        <translation>
            <numerusform>%1, %n post</numerusform>
            <numerusform>%1, %n poster</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::SigningModel</name>
    <message>
        <source>No.</source>
        <translation>Nr</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signerad</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Orsak</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Går ut</translation>
    </message>
</context>
<context>
    <name>models::Snippets</name>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 kunde inte skrivas: %2.</translation>
    </message>
</context>
<context>
    <name>models::StagedModel</name>
    <message>
        <source>to be created</source>
        <translation>ska skapas</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <comment>member</comment>
        <translation>%1 borttagen</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n till</numerusform>
            <numerusform>%n till</numerusform>
        </translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>oavslutad</translation>
    </message>
    <message>
        <source>new</source>
        <translation>ny</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (ny)</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Resurs</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Vad som ändras</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Väntar sedan</translation>
    </message>
</context>
<context>
    <name>models::StagedReview</name>
    <message>
        <source>No API description knows %1 any more.</source>
        <translation>Ingen API-beskrivning känner längre till %1.</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>väntar</translation>
    </message>
    <message>
        <source>is being sent</source>
        <translation>skickas</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>skickad</translation>
    </message>
    <message>
        <source>tries again: %1</source>
        <translation>försöker igen: %1</translation>
    </message>
    <message>
        <source>Somebody else changed %1, too: open it to compare.</source>
        <translation>Någon annan har också ändrat %1: öppna den för att jämföra.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>stoppad</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>ny: %1</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>allt</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Resurs</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändringar</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultat</translation>
    </message>
</context>
<context>
    <name>models::Tenant</name>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kan inte läsas: %2</translation>
    </message>
    <message>
        <source>%1 is too large.</source>
        <translation>%1 är för stor.</translation>
    </message>
    <message>
        <source>%1 is not JSON: %2</source>
        <translation>%1 är inte JSON: %2</translation>
    </message>
    <message>
        <source>%1 is no export of a tenant. Choose a file that “Export tenant” has written.</source>
        <translation>%1 är ingen export av en kund. Välj en fil som ”Exportera kund” har skrivit.</translation>
    </message>
    <message>
        <source>%1 is of another version of the console.</source>
        <translation>%1 är från en annan version av konsolen.</translation>
    </message>
</context>
<context>
    <name>models::TenantComparison</name>
    <message>
        <source>%1, now</source>
        <translation>%1, nu</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <extracomment>file, domain, time</extracomment>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Not on both sides, and so not compared: %1.</source>
        <translation>Finns inte på båda sidor och jämförs därför inte: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) were staged.</source>
        <translation>
            <numerusform>%n ändring lades bland de väntande.</numerusform>
            <numerusform>%n ändringar lades bland de väntande.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would have to be deleted: that is not staged.</source>
        <translation>
            <numerusform>%n skulle behöva tas bort: det läggs inte bland de väntande.</numerusform>
            <numerusform>%n skulle behöva tas bort: det läggs inte bland de väntande.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already had a staged edit, which was left alone.</source>
        <translation>
            <numerusform>%n hade redan en väntande ändring, som lämnades i fred.</numerusform>
            <numerusform>%n hade redan väntande ändringar, som lämnades i fred.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be made or changed by anybody.</source>
        <translation>
            <numerusform>%n kan inte skapas eller ändras av någon.</numerusform>
            <numerusform>%n kan inte skapas eller ändras av någon.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::TenantDiffModel</name>
    <message>
        <source>only in the first</source>
        <translation>bara i den första</translation>
    </message>
    <message>
        <source>only in the second</source>
        <translation>bara i den andra</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>skiljer sig</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Skillnad</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Medlemmar</translation>
    </message>
</context>
<context>
    <name>models::TenantWriter</name>
    <message>
        <source>%1 could not be written: %2. Choose another place, or make room there.</source>
        <translation>%1 kunde inte skrivas: %2. Välj en annan plats, eller frigör utrymme där.</translation>
    </message>
</context>
<context>
    <name>models::ThreeWayMerge</name>
    <message>
        <source>nothing</source>
        <translation>ingenting</translation>
    </message>
    <message>
        <source>theirs, chosen</source>
        <translation>deras, valt</translation>
    </message>
    <message>
        <source>mine, chosen</source>
        <translation>mitt, valt</translation>
    </message>
    <message>
        <source>the same change</source>
        <translation>samma ändring</translation>
    </message>
    <message>
        <source>mine; only I changed it</source>
        <translation>mitt; bara jag har ändrat det</translation>
    </message>
    <message>
        <source>theirs; only they changed it</source>
        <translation>deras; bara de har ändrat det</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Medlem</translation>
    </message>
    <message>
        <source>When opened</source>
        <translation>Vid öppnandet</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mitt</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Deras</translation>
    </message>
    <message>
        <source>What it becomes</source>
        <translation>Vad det blir</translation>
    </message>
    <message>
        <source>mine, unless you choose</source>
        <translation>min, om du inte väljer</translation>
    </message>
</context>
<context>
    <name>models::TokenBench</name>
    <message>
        <source>No profile is open.</source>
        <translation>Ingen profil är öppen.</translation>
    </message>
    <message>
        <source>That request was made with another profile. Switch to it to see its token.</source>
        <translation>Den begäran gjordes med en annan profil. Byt till den för att se dess token.</translation>
    </message>
    <message>
        <source>The token of that request is gone: tokens are stored nowhere, and another one is in use since.</source>
        <translation>Token för den begäran finns inte kvar: token sparas ingenstans, och en annan har tagits i bruk sedan dess.</translation>
    </message>
    <message>
        <source>That request verified a key pair: its token was made for it alone, signed with that pair, and is gone.</source>
        <translation>Den begäran prövade ett nyckelpar: dess token gjordes bara för den, signerades med det paret och är borta.</translation>
    </message>
</context>
<context>
    <name>models::TokenMaker</name>
    <message>
        <source>No profile is open.</source>
        <translation>Ingen profil är öppen.</translation>
    </message>
    <message>
        <source>The key is being read.</source>
        <translation>Nyckeln håller på att läsas.</translation>
    </message>
</context>
<context>
    <name>models::TokenPartsModel</name>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Payload</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>not base64url</source>
        <translation>inte base64url</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n byte</numerusform>
        </translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>inte ett JSON-objekt</translation>
    </message>
    <message>
        <source>The name stands here twice</source>
        <translation>Namnet står här två gånger</translation>
    </message>
    <message>
        <source>Says how the token is signed. The platform takes RS256 alone.</source>
        <translation>Säger hur token är signerad. Plattformen tar bara emot RS256.</translation>
    </message>
    <message>
        <source>The claims: whose token it is, and when it holds.</source>
        <translation>Anspråken (claims): vems token det är, och när den gäller.</translation>
    </message>
    <message>
        <source>Made with the private key over header and payload, as they stand. Who has the public key can verify it.</source>
        <translation>Gjord med den privata nyckeln över header och payload, precis som de står. Den som har den publika nyckeln kan verifiera den.</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Medlem</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>I ord</translation>
    </message>
    <message>
        <source>too long to decode</source>
        <translation>för lång för att avkodas</translation>
    </message>
</context>
<context>
    <name>models::ViolationText</name>
    <message>
        <source>This is not in the form that is wanted here.</source>
        <translation>Detta har inte den form som behövs här.</translation>
    </message>
    <message>
        <source>This is not in the form that is wanted here, such as %1.</source>
        <translation>Detta har inte den form som behövs här, till exempel %1.</translation>
    </message>
    <message>
        <source>Entry %1: %2</source>
        <translation>Element %1: %2</translation>
    </message>
    <message>
        <source>Pattern: %1</source>
        <translation>Mönster: %1</translation>
    </message>
</context>
<context>
    <name>models::Workspace</name>
    <message>
        <source>The data folder %1 can&apos;t be written to. Free some space, correct its permissions, or choose another folder.</source>
        <translation>Datamappen %1 är inte skrivbar. Frigör utrymme, rätta dess behörigheter eller välj en annan mapp.</translation>
    </message>
    <message>
        <source>The description of the API that ships with the console can&apos;t be read: %1</source>
        <translation>Den API-beskrivning som följer med konsolen kan inte läsas: %1</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandlåda</translation>
    </message>
    <message>
        <source>Another console is using the data folder %1. Open it without saving, or choose another folder.</source>
        <translation>En annan konsol använder datamappen %1. Öppna den utan att spara, eller välj en annan mapp.</translation>
    </message>
    <message>
        <source>Nothing is written to this data folder: changed profiles, the request history, unsent edits and what the sandbox is told last until the console is closed.</source>
        <translation>Ingenting skrivs i den här datamappen: ändrade profiler, historiken över begäranden, oskickade ändringar och det som sandlådan får veta finns bara kvar tills konsolen stängs.</translation>
    </message>
    <message>
        <source>The sandbox is not running. Choose its profile first.</source>
        <translation>Sandlådan är inte igång. Välj dess profil först.</translation>
    </message>
</context>
<context>
    <name>models::bulkAnswer</name>
    <message>
        <source>%1 The platform says: %2</source>
        <translation>%1 Plattformen säger: %2</translation>
    </message>
    <message>
        <source>The platform&apos;s answer to GET has no object in it.</source>
        <translation>Plattformens svar på GET innehåller inget objekt.</translation>
    </message>
    <message>
        <source>The platform did not confirm it, and the resource could not be read: %1</source>
        <translation>Plattformen bekräftade det inte, och resursen kunde inte läsas: %1</translation>
    </message>
    <message>
        <source>The platform did not confirm it; the resource shows that the request arrived.</source>
        <translation>Plattformen bekräftade det inte; resursen visar att begäran kom fram.</translation>
    </message>
    <message>
        <source>The platform did not confirm it, and the resource shows nothing of the request: it can be sent again.</source>
        <translation>Plattformen bekräftade det inte, och resursen visar inga spår av begäran: den kan skickas igen.</translation>
    </message>
    <message>
        <source>The platform did not confirm it, and the resource is gone.</source>
        <translation>Plattformen bekräftade det inte, och resursen finns inte kvar.</translation>
    </message>
    <message>
        <source>The platform did not confirm it, and the resource does not tell whether the request arrived. Look at it before sending again.</source>
        <translation>Plattformen bekräftade det inte, och resursen visar inte om begäran kom fram. Titta på den innan du skickar igen.</translation>
    </message>
</context>
<context>
    <name>models::keyupload</name>
    <message>
        <source>This profile was removed.</source>
        <translation>Profilen har tagits bort.</translation>
    </message>
</context>
<context>
    <name>sandbox</name>
    <message>
        <source>The sandbox&apos;s storage refused: %1.</source>
        <translation>Sandlådans lagring vägrade: %1.</translation>
    </message>
</context>
<context>
    <name>sandbox::FileStore</name>
    <message>
        <source>The file can&apos;t be stored: %1.</source>
        <translation>Filen kan inte lagras: %1.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be made.</source>
        <translation>Mappen %1 kan inte skapas.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Filen är tom.</translation>
    </message>
    <message>
        <source>The sandbox was stopped.</source>
        <translation>Sandlådan stoppades.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s files have as many bytes as they may. Delete some first.</source>
        <translation>Sandlådans filer tar så stor plats som de får. Ta bort några först.</translation>
    </message>
</context>
<context>
    <name>sandbox::FileStore::Upload</name>
    <message>
        <source>The sandbox was stopped.</source>
        <translation>Sandlådan stoppades.</translation>
    </message>
    <message>
        <source>The file can&apos;t be stored: %1.</source>
        <translation>Filen kan inte lagras: %1.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s files have as many bytes as they may. Delete some first.</source>
        <translation>Sandlådans filer tar så stor plats som de får. Ta bort några först.</translation>
    </message>
</context>
<context>
    <name>sandbox::Sandbox</name>
    <message>
        <source>The sandbox is running already.</source>
        <translation>Sandlådan körs redan.</translation>
    </message>
    <message>
        <source>The sandbox was stopped while the job ran.</source>
        <translation>Sandlådan stoppades medan jobbet kördes.</translation>
    </message>
</context>
<context>
    <name>sandbox::Sandbox::Private</name>
    <message>
        <source>The sandbox is running already.</source>
        <translation>Sandlådan körs redan.</translation>
    </message>
    <message>
        <source>The sandbox was stopped while the job ran.</source>
        <translation>Sandlådan stoppades medan jobbet kördes.</translation>
    </message>
</context>
<context>
    <name>sandbox::Store</name>
    <message>
        <source>The folder %1 can&apos;t be written. Choose another one, or change its permissions.</source>
        <translation>Mappen %1 är inte skrivbar. Välj en annan eller ändra dess behörigheter.</translation>
    </message>
    <message>
        <source>Another program uses the sandbox in %1. Close it, or choose another folder.</source>
        <translation>Ett annat program använder sandlådan i %1. Stäng det eller välj en annan mapp.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s storage %1 is damaged (%2) and can&apos;t be renamed. Delete it: it holds demo data only.</source>
        <translation>Sandlådans lagring %1 är skadad (%2) och kan inte döpas om. Ta bort den: den innehåller bara demodata.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s storage was damaged (%1). It was put aside as %2, and new demo data was made.</source>
        <translation>Sandlådans lagring var skadad (%1). Den lades undan som %2 och nya demodata skapades.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s storage %1 was made by a later version of the console. Use that version, or choose another folder.</source>
        <translation>Sandlådans lagring %1 gjordes av en senare version av konsolen. Använd den versionen eller välj en annan mapp.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s storage refused: %1.</source>
        <translation>Sandlådans lagring vägrade: %1.</translation>
    </message>
    <message>
        <source>%1 The sandbox&apos;s last changes are undone. Make room on the disk that holds %2, then make them again.</source>
        <translation>%1 Sandlådans senaste ändringar är ångrade. Frigör utrymme på disken där %2 ligger, och gör dem sedan igen.</translation>
    </message>
</context>
<context>
    <name>sandbox::TokenVerifier</name>
    <message>
        <source>This is a private key. Upload the public key that belongs to it, and keep the private one to yourself.</source>
        <translation>Detta är en privat nyckel. Ladda upp den publika nyckel som hör till den och behåll den privata för dig själv.</translation>
    </message>
    <message>
        <source>This is not a public key in PEM form. It begins with &quot;-----BEGIN PUBLIC KEY-----&quot;.</source>
        <translation>Detta är inte en publik nyckel i PEM-form. En sådan börjar med &quot;-----BEGIN PUBLIC KEY-----&quot;.</translation>
    </message>
    <message>
        <source>This is not an RSA key. The platform takes RS256 tokens only.</source>
        <translation>Detta är inte en RSA-nyckel. Plattformen tar bara emot RS256-token.</translation>
    </message>
    <message>
        <source>This key has %1 bits. Use one of 2048 bits or more.</source>
        <translation>Nyckeln har %1 bitar. Använd en med 2048 bitar eller mer.</translation>
    </message>
</context>
<context>
    <name>ui::ActionCommands</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>ui::ActionPanel</name>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>Reply of the platform</source>
        <translation>Plattformens svar</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Stäng (Esc)</translation>
    </message>
    <message>
        <source>Close this command</source>
        <translation>Stäng kommandot</translation>
    </message>
    <message>
        <source>Fill in from a callback...</source>
        <translation>Fyll i från ett återanrop...</translation>
    </message>
    <message>
        <source>Paste the JSON of a callback: its replyId, sessionId and other ids are taken over.</source>
        <translation>Klistra in JSON-texten i ett återanrop: dess replyId, sessionId och andra id:n tas över.</translation>
    </message>
    <message>
        <source>JSON of a callback</source>
        <translation>JSON från ett återanrop</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>(Assumed: no public page describes this command in detail.)</source>
        <translation>(Antaget: ingen publik sida beskriver kommandot i detalj.)</translation>
    </message>
    <message>
        <source>Filled in from %1</source>
        <translation>Ifyllt från %1</translation>
    </message>
    <message>
        <source>Filled in: %1</source>
        <translation>Ifyllt: %1</translation>
    </message>
    <message>
        <source>A field has an error: correct it first.</source>
        <translation>Ett fält har ett fel: rätta det först.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>%1...</source>
        <translation>%1...</translation>
    </message>
    <message>
        <source>This is done at once and can&apos;t be undone: %1</source>
        <translation>Detta görs genast och kan inte ångras: %1</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Låt bli</translation>
    </message>
    <message>
        <source>Change the path...</source>
        <translation>Ändra sökvägen...</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importera...</translation>
    </message>
    <message>
        <source>%1 is on its way: wait for its answer, or cancel it.</source>
        <translation>%1 är på väg: vänta på svaret, eller avbryt.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, id</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Choose in the list: %1</source>
        <comment>name of a list, such as Calls</comment>
        <translation>Välj i listan: %1</translation>
    </message>
</context>
<context>
    <name>ui::ActionsPage</name>
    <message>
        <source>Actions</source>
        <translation>Åtgärder</translation>
    </message>
    <message>
        <source>Find a command: door, hang up, recording...   /</source>
        <translation>Sök ett kommando: dörr, lägg på, inspelning...   /</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Sök ett kommando</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Kommandon</translation>
    </message>
    <message>
        <source>%1 commands</source>
        <translation>%1 kommandon</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>Its ids come from a callback, or from a row of the list where it is offered, too.</source>
        <translation>Dess id:n kommer från ett återanrop, eller från en rad i listan där det också erbjuds.</translation>
    </message>
</context>
<context>
    <name>ui::Banner</name>
    <message>
        <source>Details</source>
        <translation>Detaljer</translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation>Dölj meddelandet</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 misslyckades.</translation>
    </message>
</context>
<context>
    <name>ui::BeforeAfter</name>
    <message>
        <source>After</source>
        <translation>Efter</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Före och efter</translation>
    </message>
    <message>
        <source>JSON as it was</source>
        <translation>JSON så som den var</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Före</translation>
    </message>
    <message>
        <source>Show what it was beside what it shall be, with the changed lines marked</source>
        <translation>Visa hur det var bredvid hur det ska bli, med de ändrade raderna markerade</translation>
    </message>
    <message>
        <source>No line is changed</source>
        <translation>Ingen rad är ändrad</translation>
    </message>
    <message>
        <source>Changed lines: %1 before, %2 after</source>
        <translation>Ändrade rader: %1 före, %2 efter</translation>
    </message>
</context>
<context>
    <name>ui::BodyText</name>
    <message>
        <source>What fits here</source>
        <translation>Det som passar här</translation>
    </message>
</context>
<context>
    <name>ui::BulkDialog</name>
    <message>
        <source>Change many: %1</source>
        <translation>Ändra flera: %1</translation>
    </message>
    <message>
        <source>Forget this run</source>
        <translation>Glöm körningen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Förhandsgranska</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Ändra %1</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppa och stäng</translation>
    </message>
    <message>
        <source>Still changing</source>
        <translation>Ändringen pågår</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Not all went well</source>
        <translation>Allt gick inte bra</translation>
    </message>
    <message numerus="yes">
        <source>%n of the changes failed or are not known. Once this is closed, which ones is not known any more. Save the report or retry them first.</source>
        <translation>
            <numerusform>%n av ändringarna misslyckades eller är okänd. När detta stängs vet ingen längre vilken. Spara rapporten eller försök igen först.</numerusform>
            <numerusform>%n av ändringarna misslyckades eller är okända. När detta stängs vet ingen längre vilka. Spara rapporten eller försök igen först.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Stäng ändå</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>Låt den vara öppen</translation>
    </message>
</context>
<context>
    <name>ui::BulkNumberDialog</name>
    <message>
        <source>Change %1</source>
        <translation>Ändra %1</translation>
    </message>
    <message>
        <source>Change these %1?</source>
        <translation>Ändra dessa %1?</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Inte än</translation>
    </message>
</context>
<context>
    <name>ui::BulkOffer</name>
    <message>
        <source>%1: it came to its end, and nobody has seen the results: %2 done, %3 failed.</source>
        <translation>%1: den har körts till slut, och ingen har sett resultaten: %2 klara, %3 misslyckades.</translation>
    </message>
    <message>
        <source>%1: it stopped at %2 of %3. Nothing is sent before you say so.</source>
        <translation>%1: den stannade vid %2 av %3. Inget skickas förrän du säger till.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Titta på den</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Glöm den</translation>
    </message>
    <message>
        <source>Changes of many that stopped...</source>
        <translation>Ändringar av många som stannade...</translation>
    </message>
    <message>
        <source>resume go on interrupted unfinished bulk run</source>
        <translation>återuppta fortsätt avbruten oavslutad massändring</translation>
    </message>
    <message>
        <source>No change of many has stopped halfway.</source>
        <translation>Ingen ändring av många har stannat halvvägs.</translation>
    </message>
</context>
<context>
    <name>ui::BulkPatchStep</name>
    <message>
        <source>The first of them, as it is now</source>
        <translation>Den första av dem, som den är nu</translation>
    </message>
    <message>
        <source>A JSON Patch (RFC 6902): an array of operations, the same for all. A member of each resource stands in it as ${name}, one further down as ${/a/b}.</source>
        <translation>En JSON Patch (RFC 6902): en array av operationer, samma för alla. En medlem i varje resurs skrivs i den som ${name}, en längre ner som ${/a/b}.</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>No operation yet</source>
        <translation>Ingen operation än</translation>
    </message>
    <message>
        <source>Add one, or write the patch as text below.</source>
        <translation>Lägg till en, eller skriv ändringen som text nedan.</translation>
    </message>
    <message>
        <source>What is selected: %1</source>
        <translation>Det som är valt: %1</translation>
    </message>
    <message>
        <source>All that the filter shows, also outside of the window: %1</source>
        <translation>Allt som filtret visar, också utanför fönstret: %1</translation>
    </message>
</context>
<context>
    <name>ui::BulkPreviewStep</name>
    <message>
        <source>Show only</source>
        <translation>Visa bara</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Granskade</translation>
    </message>
    <message>
        <source>What would become of each</source>
        <translation>Vad som skulle hända med var och en</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Samtidiga begäranden</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ingen gräns</translation>
    </message>
    <message>
        <source>Requests a second at most</source>
        <translation>Begäranden per sekund, högst</translation>
    </message>
    <message>
        <source>Trying the patch on each...</source>
        <translation>Prövar patchen på var och en...</translation>
    </message>
    <message>
        <source>%1 will be changed.</source>
        <translation>%1 kommer att ändras.</translation>
    </message>
    <message numerus="yes">
        <source>%1 will be changed; %Ln are left out.</source>
        <translation>
            <numerusform>%1 kommer att ändras; %Ln utelämnas.</numerusform>
            <numerusform>%1 kommer att ändras; %Ln utelämnas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>... and %n other reason(s)</source>
        <translation>
            <numerusform>... och %n annan orsak</numerusform>
            <numerusform>... och %n andra orsaker</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 times: %2</source>
        <comment>number and reason</comment>
        <translation>%1 st: %2</translation>
    </message>
    <message>
        <source>Reading the list again...</source>
        <translation>Läser listan igen...</translation>
    </message>
</context>
<context>
    <name>ui::BulkRunStep</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Visa bara</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Besvarade</translation>
    </message>
    <message>
        <source>Result of each</source>
        <translation>Resultat för var och en</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Retry the failed</source>
        <translation>Försök igen med de misslyckade</translation>
    </message>
    <message>
        <source>Look up what is not known</source>
        <translation>Ta reda på det okända</translation>
    </message>
    <message>
        <source>Send these again...</source>
        <translation>Skicka dessa igen...</translation>
    </message>
    <message>
        <source>Save report...</source>
        <translation>Spara rapport...</translation>
    </message>
    <message>
        <source>Making the requests...</source>
        <translation>Skapar begärandena...</translation>
    </message>
    <message>
        <source>Writing down what is to be sent...</source>
        <translation>Antecknar vad som ska skickas...</translation>
    </message>
    <message>
        <source>Changing %1: %2 done</source>
        <translation>Ändrar %1: %2 klara</translation>
    </message>
    <message>
        <source>Pausing...</source>
        <translation>Pausar...</translation>
    </message>
    <message>
        <source>Paused: %1 of %2 done</source>
        <translation>Pausat: %1 av %2 klara</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Stoppar...</translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 done</source>
        <translation>Stoppat: %1 av %2 klara</translation>
    </message>
    <message>
        <source>Done: %1 changed</source>
        <translation>Klart: %1 har ändrats</translation>
    </message>
    <message>
        <source>Over: %1 of %2 changed</source>
        <translation>Slut: %1 av %2 har ändrats</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 misslyckades</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 per sekund</translation>
    </message>
    <message>
        <source>%1 to go</source>
        <comment>time</comment>
        <translation>%1 kvar</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Skicka igen</translation>
    </message>
    <message>
        <source>Send them again</source>
        <translation>Skicka dem igen</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>Låt dem vara</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Spara rapport</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%n of these may have arrived already: the resources do not tell. Sent again, a patch that adds or moves something may be done twice, and what is created may come to be twice.</source>
        <translation>
            <numerusform>%n av dessa kan ha kommit fram redan: resurserna visar det inte. Skickas den igen kan en patch som lägger till eller flyttar något utföras två gånger, och det som skapas kan bli till två gånger.</numerusform>
            <numerusform>%n av dessa kan ha kommit fram redan: resurserna visar det inte. Skickas de igen kan en patch som lägger till eller flyttar något utföras två gånger, och det som skapas kan bli till två gånger.</numerusform>
        </translation>
    </message>
    <message>
        <source>The report was saved.</source>
        <translation>Rapporten sparades.</translation>
    </message>
    <message>
        <source>sent again after the platform asked to wait: %1</source>
        <translation>skickade igen sedan plattformen bett om väntan: %1</translation>
    </message>
    <message>
        <source>%1 not known</source>
        <translation>%1 okända</translation>
    </message>
</context>
<context>
    <name>ui::CallbackKeyField</name>
    <message>
        <source>Callback key pair (optional)</source>
        <translation>Nyckelpar för återanrop (valfritt)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Inget</translation>
    </message>
    <message>
        <source>The platform signs its callbacks with it; it never signs a request. Make one under Keys, for callbacks.</source>
        <translation>Plattformen signerar sina återanrop med det; det signerar aldrig en begäran. Gör ett under Nycklar, för återanrop.</translation>
    </message>
</context>
<context>
    <name>ui::ChangeLogView</name>
    <message>
        <source>Undo the selected change...</source>
        <translation>Ångra den markerade ändringen...</translation>
    </message>
    <message>
        <source>Open the resource of the selected change</source>
        <translation>Öppna resursen för den markerade ändringen</translation>
    </message>
    <message>
        <source>Export the listed changes...</source>
        <translation>Exportera de listade ändringarna...</translation>
    </message>
    <message>
        <source>Find: id, member, value, request id</source>
        <translation>Sök: id, medlem, värde, begärans id</translation>
    </message>
    <message>
        <source>Find in all changes</source>
        <translation>Sök i alla ändringar</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>När som helst</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Senaste timmen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>I går</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Senaste 7 dagarna</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Senaste 30 dagarna</translation>
    </message>
    <message>
        <source>Time to find</source>
        <translation>Tid att söka efter</translation>
    </message>
    <message>
        <source>Changes, newest first</source>
        <translation>Ändringar, de nyaste först</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Före och efter</translation>
    </message>
    <message>
        <source>The selected difference in full</source>
        <translation>Den valda skillnaden i sin helhet</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportera...</translation>
    </message>
    <message>
        <source>Undo this change...</source>
        <translation>Ångra den här ändringen...</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Bara %1</translation>
    </message>
    <message>
        <source>Show all changes again, not only those of %1</source>
        <translation>Visa alla ändringar igen, inte bara dem som gäller %1</translation>
    </message>
    <message>
        <source>No change matches</source>
        <translation>Ingen ändring matchar</translation>
    </message>
    <message>
        <source>Nothing in the log fits what you are looking for.</source>
        <translation>Inget i loggen stämmer med det du söker.</translation>
    </message>
    <message>
        <source>Show all changes</source>
        <translation>Visa alla ändringar</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>Inget har ändrats än</translation>
    </message>
    <message>
        <source>What you create, change and delete from now on is kept here, on this machine, with what was before and after.</source>
        <translation>Det du skapar, ändrar och tar bort från och med nu sparas här på datorn, med hur det var före och efter.</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Söker...</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n ändring</numerusform>
            <numerusform>%n ändringar</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 was created</source>
        <translation>%1 %2 skapades</translation>
    </message>
    <message>
        <source>%1 %2 was deleted</source>
        <translation>%1 %2 togs bort</translation>
    </message>
    <message>
        <source>%1 %2 was changed</source>
        <translation>%1 %2 ändrades</translation>
    </message>
    <message>
        <source>%1, by %2, request %3</source>
        <comment>time, method, request id</comment>
        <translation>%1, med %2, begäran %3</translation>
    </message>
    <message>
        <source>Before: %1
After: %2</source>
        <translation>Före: %1
Efter: %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ingenting</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Export the listed changes</source>
        <translation>Exportera de listade ändringarna</translation>
    </message>
    <message>
        <source>The changes were written to %1, secrets masked</source>
        <translation>Ändringarna skrevs till %1, med hemligheterna dolda</translation>
    </message>
</context>
<context>
    <name>ui::ChangesPage</name>
    <message>
        <source>Staged</source>
        <translation>Väntande</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Logg</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändringar</translation>
    </message>
    <message>
        <source>Staged (%1)</source>
        <translation>Väntande (%1)</translation>
    </message>
</context>
<context>
    <name>ui::CheckList</name>
    <message>
        <source>Checks</source>
        <translation>Kontroller</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>godkänd</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>underkänd</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>inte granskat</translation>
    </message>
</context>
<context>
    <name>ui::CollectionsView</name>
    <message>
        <source>Save the request</source>
        <translation>Spara begäran</translation>
    </message>
    <message>
        <source>Save over the selected request</source>
        <translation>Spara över den markerade begäran</translation>
    </message>
    <message>
        <source>Save the variables in this folder</source>
        <translation>Spara variablerna i den här mappen</translation>
    </message>
    <message>
        <source>New folder of requests</source>
        <translation>Ny mapp med begäranden</translation>
    </message>
    <message>
        <source>Rename the selected request or folder</source>
        <translation>Byt namn på den markerade begäran eller mappen</translation>
    </message>
    <message>
        <source>Delete the selected request or folder</source>
        <translation>Ta bort den markerade begäran eller mappen</translation>
    </message>
    <message>
        <source>Import a Postman collection...</source>
        <translation>Importera en Postman-samling...</translation>
    </message>
    <message>
        <source>Export as a Postman collection...</source>
        <translation>Exportera som Postman-samling...</translation>
    </message>
    <message>
        <source>No saved requests</source>
        <translation>Inga sparade begäranden</translation>
    </message>
    <message>
        <source>Save a request to have it at hand, in folders and with variables. Collections of Postman can be brought in.</source>
        <translation>Spara en begäran för att ha den till hands, i mappar och med variabler. Samlingar från Postman kan hämtas in.</translation>
    </message>
    <message>
        <source>Saved requests</source>
        <translation>Sparade begäranden</translation>
    </message>
    <message>
        <source>The collection was written to %1.</source>
        <translation>Samlingen skrevs till %1.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Ny mapp</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>More for saved requests</source>
        <translation>Mer för sparade begäranden</translation>
    </message>
    <message>
        <source>Saved without its secrets: put them in when you send it.</source>
        <translation>Sparad utan sina hemligheter: sätt in dem när du skickar den.</translation>
    </message>
    <message>
        <source>The request was saved.</source>
        <translation>Begäran sparades.</translation>
    </message>
    <message numerus="yes">
        <source>%n variable(s) were saved in the folder.</source>
        <translation>
            <numerusform>%n variabel sparades i mappen.</numerusform>
            <numerusform>%n variabler sparades i mappen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and the %n request(s) in it are deleted. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%1 och den %n begäran som finns i den tas bort. Det kan inte ångras.</numerusform>
            <numerusform>%1 och de %n begäranden som finns i den tas bort. Det kan inte ångras.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is deleted. This can&apos;t be undone.</source>
        <translation>%1 tas bort. Det kan inte ångras.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>Ta bort %1</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>Import a Postman collection</source>
        <translation>Importera en Postman-samling</translation>
    </message>
    <message>
        <source>Postman collections (*.json);;All files (*)</source>
        <translation>Postman-samlingar (*.json);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Export as a Postman collection</source>
        <translation>Exportera som Postman-samling</translation>
    </message>
    <message>
        <source>Postman collections (*.json)</source>
        <translation>Postman-samlingar (*.json)</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were imported.</source>
        <translation>
            <numerusform>%n begäran importerades.</numerusform>
            <numerusform>%n begäranden importerades.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CommandPalette</name>
    <message>
        <source>Find anything</source>
        <translation>Sök överallt</translation>
    </message>
    <message>
        <source>Type a page, an action or a profile</source>
        <translation>Skriv en sida, en åtgärd eller en profil</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Träffar</translation>
    </message>
    <message>
        <source>No page, action or profile has these words.</source>
        <translation>Ingen sida, åtgärd eller profil har de orden.</translation>
    </message>
</context>
<context>
    <name>ui::CompareAction</name>
    <message>
        <source>Compare...</source>
        <translation>Jämför...</translation>
    </message>
    <message>
        <source>Compare with what it was before a change</source>
        <translation>Jämför med hur det var före en ändring</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Jämför de två</translation>
    </message>
    <message>
        <source>Select one row, or two.</source>
        <translation>Markera en eller två rader.</translation>
    </message>
</context>
<context>
    <name>ui::CompareDialog</name>
    <message>
        <source>Compare two requests</source>
        <translation>Jämför två begäranden</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>Första: %1</translation>
    </message>
    <message>
        <source>Second: %1</source>
        <translation>Andra: %1</translation>
    </message>
    <message>
        <source>Request and reply are the same.</source>
        <translation>Begäran och svar är lika.</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n skillnad</numerusform>
            <numerusform>%n skillnader</numerusform>
        </translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Skillnader</translation>
    </message>
    <message>
        <source>The selected difference in full</source>
        <translation>Den valda skillnaden i sin helhet</translation>
    </message>
    <message>
        <source>%1
First: %2
Second: %3</source>
        <comment>where, values</comment>
        <translation>%1
Första: %2
Andra: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Comparing...</source>
        <translation>Jämför...</translation>
    </message>
</context>
<context>
    <name>ui::CompareResourcesDialog</name>
    <message>
        <source>Swap</source>
        <translation>Byt plats</translation>
    </message>
    <message>
        <source>Compare two %1</source>
        <translation>Jämför två %1</translation>
    </message>
    <message>
        <source>Compare with what the %1 was</source>
        <translation>Jämför %1 med ett tidigare tillstånd</translation>
    </message>
    <message>
        <source>Earlier state</source>
        <translation>Tidigare tillstånd</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Skillnader</translation>
    </message>
    <message>
        <source>The selected difference in full</source>
        <translation>Den valda skillnaden i sin helhet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>%1
First: %2
Second: %3</source>
        <comment>where, values</comment>
        <translation>%1
Första: %2
Andra: %3</translation>
    </message>
    <message>
        <source>Before the change of %1</source>
        <translation>Före ändringen %1</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>Första: %1</translation>
    </message>
    <message>
        <source>Second: %1</source>
        <translation>Andra: %1</translation>
    </message>
    <message>
        <source>Looking into the change log...</source>
        <translation>Söker i ändringsloggen...</translation>
    </message>
    <message>
        <source>Nothing of this one was changed through this console: there is no earlier state to compare with.</source>
        <translation>Inget här har ändrats via konsolen: det finns inget tidigare tillstånd att jämföra med.</translation>
    </message>
    <message>
        <source>They are the same.</source>
        <translation>De är lika.</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n skillnad</numerusform>
            <numerusform>%n skillnader</numerusform>
        </translation>
    </message>
    <message>
        <source>Stage going back to it</source>
        <translation>Lägg som väntande: gå tillbaka till detta</translation>
    </message>
    <message>
        <source>Stage making the first like the second</source>
        <translation>Lägg som väntande: gör den första lik den andra</translation>
    </message>
</context>
<context>
    <name>ui::CompromiseKeyDialog</name>
    <message>
        <source>Mark as compromised</source>
        <translation>Markera som röjt</translation>
    </message>
    <message>
        <source>Has somebody else got the private key of %1?</source>
        <translation>Har någon annan fått tag i den privata nyckeln för %1?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>It is disabled here at once and for good: nothing is signed with it any more. The platform goes on taking its tokens until another public key is uploaded in its place.</source>
        <translation>Det spärras här genast och för gott: ingenting signeras med det längre. Plattformen fortsätter att godta dess token tills en annan publik nyckel laddas upp i stället.</translation>
    </message>
    <message>
        <source>In use by %1: the rotation to a new key pair begins right after this.</source>
        <translation>Används av %1: bytet till ett nytt nyckelpar börjar direkt efter detta.</translation>
    </message>
    <message>
        <source>Disabling...</source>
        <translation>Spärrar...</translation>
    </message>
</context>
<context>
    <name>ui::ConflictDialog</name>
    <message>
        <source>Take mine</source>
        <translation>Ta mina</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Ta deras</translation>
    </message>
    <message>
        <source>Changed by somebody else, too</source>
        <translation>Även ändrat av någon annan</translation>
    </message>
    <message>
        <source>%1 was changed here and on the platform</source>
        <translation>%1 har ändrats här och på plattformen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Inte nu</translation>
    </message>
    <message>
        <source>Review the result...</source>
        <translation>Granska resultatet...</translation>
    </message>
    <message>
        <source>Members that were changed</source>
        <translation>Medlemmar som har ändrats</translation>
    </message>
    <message>
        <source>All mine</source>
        <translation>Alla mina</translation>
    </message>
    <message>
        <source>All theirs</source>
        <translation>Alla deras</translation>
    </message>
    <message>
        <source>The selected member in full</source>
        <translation>Den valda medlemmen i sin helhet</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) were changed differently on both sides: choose for each which one counts.</source>
        <translation>
            <numerusform>%n medlem har ändrats olika på båda sidor: välj vilken ändring som gäller.</numerusform>
            <numerusform>%n medlemmar har ändrats olika på båda sidor: välj för var och en vilken ändring som gäller.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more do not collide and are merged by themselves.</source>
        <translation>
            <numerusform>Ytterligare %n krockar inte och slås samman automatiskt.</numerusform>
            <numerusform>Ytterligare %n krockar inte och slås samman automatiskt.</numerusform>
        </translation>
    </message>
    <message>
        <source>When opened: %1
Mine: %2
Theirs: %3</source>
        <translation>Vid öppnandet: %1
Mina: %2
Deras: %3</translation>
    </message>
</context>
<context>
    <name>ui::CopyAsButton</name>
    <message>
        <source>Copy as</source>
        <translation>Kopiera som</translation>
    </message>
    <message>
        <source>Copy the request as code</source>
        <translation>Kopiera begäran som kod</translation>
    </message>
</context>
<context>
    <name>ui::CountFilter</name>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>word and number: Failed 12</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ui::CsvActions</name>
    <message>
        <source>Import CSV...</source>
        <translation>Importera CSV...</translation>
    </message>
    <message>
        <source>Export all rows to CSV...</source>
        <translation>Exportera alla rader till CSV...</translation>
    </message>
    <message>
        <source>Export the selected rows to CSV...</source>
        <translation>Exportera de markerade raderna till CSV...</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were exported to %1</source>
        <extracomment>%1 is a file name</extracomment>
        <translation>
            <numerusform>%n rad exporterades till %1</numerusform>
            <numerusform>%n rader exporterades till %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows of a CSV file are being sent.</source>
        <translation>Rader ur en CSV-fil håller på att skickas.</translation>
    </message>
    <message>
        <source>CSV, cells separated by commas (*.csv)</source>
        <translation>CSV, celler avgränsade med komman (*.csv)</translation>
    </message>
    <message>
        <source>CSV, cells separated by semicolons (*.csv)</source>
        <translation>CSV, celler avgränsade med semikolon (*.csv)</translation>
    </message>
    <message>
        <source>Cells separated by tabs (*.tsv)</source>
        <translation>Celler avgränsade med tabbar (*.tsv)</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>Exportera %1</translation>
    </message>
</context>
<context>
    <name>ui::CsvCheckStep</name>
    <message>
        <source>Save the report...</source>
        <translation>Spara rapporten...</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Filens rader</translation>
    </message>
    <message>
        <source>Rows sent</source>
        <translation>Skickade rader</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslyckade</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 av %2 rader</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 per sekund</translation>
    </message>
    <message numerus="yes">
        <source>%n s to go</source>
        <translation>
            <numerusform>%n s kvar</numerusform>
            <numerusform>%n s kvar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min to go</source>
        <translation>
            <numerusform>%n min kvar</numerusform>
            <numerusform>%n min kvar</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking the rows...</source>
        <translation>Kontrollerar raderna...</translation>
    </message>
    <message>
        <source>Double click a cell, or press F2, to mend it: the row is checked again.</source>
        <translation>Dubbelklicka på en cell, eller tryck F2, för att rätta den: raden kontrolleras igen.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Spara rapporten</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-filer (*.csv)</translation>
    </message>
    <message>
        <source>The report was saved.</source>
        <translation>Rapporten sparades.</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Visa bara</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kontrollera igen</translation>
    </message>
</context>
<context>
    <name>ui::CsvFileStep</name>
    <message>
        <source>UTF-8 with byte order mark</source>
        <translation>UTF-8 med byteordningsmärke</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabb</translation>
    </message>
    <message>
        <source>Choose a file...</source>
        <translation>Välj en fil...</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Filens första rader</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Teckenkodning</translation>
    </message>
    <message>
        <source>Cells are separated by</source>
        <translation>Celler avgränsas med</translation>
    </message>
    <message>
        <source>Import a CSV file</source>
        <translation>Importera en CSV-fil</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>CSV-filer (*.csv *.tsv *.txt);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <extracomment>%1 is an encoding or delimiter</extracomment>
        <translation>Funnet: %1</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Avgör automatiskt</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Ingen fil än</translation>
    </message>
    <message>
        <source>Another file...</source>
        <translation>En annan fil...</translation>
    </message>
    <message>
        <source>The first row names the columns; a member inside an object is written with a dot, as in authorized.domain.</source>
        <translation>Den första raden namnger kolumnerna; en medlem i ett objekt skrivs med punkt, som i authorized.domain.</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns.</source>
        <translation>%1 rader, %2 kolumner.</translation>
    </message>
</context>
<context>
    <name>ui::CsvMappingStep</name>
    <message>
        <source>Remove the value</source>
        <translation>Ta bort värdet</translation>
    </message>
    <message>
        <source>Columns and properties</source>
        <translation>Kolumner och egenskaper</translation>
    </message>
    <message>
        <source>Value for all rows</source>
        <translation>Värde för alla rader</translation>
    </message>
    <message>
        <source>An empty cell says nothing: a new one goes without the member, one that exists keeps what it has.</source>
        <translation>En tom cell säger ingenting: en ny post blir utan medlemmen, en som redan finns behåller det den har.</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) are ignored. %1</source>
        <extracomment>%n columns, then another sentence</extracomment>
        <translation>
            <numerusform>%n kolumn ignoreras. %1</numerusform>
            <numerusform>%n kolumner ignoreras. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DeleteDialog</name>
    <message>
        <source>Delete %1</source>
        <translation>Ta bort %1</translation>
    </message>
    <message>
        <source>Delete the %1 %2?</source>
        <translation>Ta bort %1 %2?</translation>
    </message>
    <message>
        <source>Delete these %1?</source>
        <translation>Ta bort dessa %1?</translation>
    </message>
    <message>
        <source>What will be deleted</source>
        <translation>Det här tas bort</translation>
    </message>
    <message numerus="yes">
        <source>... and %n more</source>
        <translation>
            <numerusform>... och %n till</numerusform>
            <numerusform>... och %n till</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name and id</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The platform forgets at once; there is no way back.</source>
        <translation>Plattformen glömmer genast; det finns ingen väg tillbaka.</translation>
    </message>
    <message>
        <source>The platform forgets at once. What the console last read of it stays in the change log, from where it can be created anew.</source>
        <translation>Plattformen glömmer genast. Det som konsolen senast läste finns kvar i ändringsloggen och kan skapas på nytt därifrån.</translation>
    </message>
</context>
<context>
    <name>ui::DetailPanel</name>
    <message>
        <source>Nothing is open</source>
        <translation>Inget är öppet</translation>
    </message>
    <message>
        <source>Choose a row to see all of it here.</source>
        <translation>Välj en rad för att se hela här.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detaljer</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Stäng (Esc)</translation>
    </message>
    <message>
        <source>Close this resource</source>
        <translation>Stäng resursen</translation>
    </message>
    <message>
        <source>Review...</source>
        <translation>Granska...</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Kasta</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Send the staged changes (Ctrl+Return)</source>
        <translation>Skicka de väntande ändringarna (Ctrl+Retur)</translation>
    </message>
    <message>
        <source>New %1</source>
        <translation>Ny %1</translation>
    </message>
    <message>
        <source>Not yet on the platform</source>
        <translation>Finns inte på plattformen än</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Skapa</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Skickar...</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Inte skickat än</translation>
    </message>
    <message numerus="yes">
        <source>%n staged</source>
        <comment>changes</comment>
        <translation>
            <numerusform>%n väntande</numerusform>
            <numerusform>%n väntande</numerusform>
        </translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Inga ändringar</translation>
    </message>
    <message>
        <source>A field has an error: correct it first.</source>
        <translation>Ett fält har ett fel: rätta det först.</translation>
    </message>
    <message>
        <source>Send (Ctrl+Return)</source>
        <translation>Skicka (Ctrl+Retur)</translation>
    </message>
    <message>
        <source>Not taken yet: %1</source>
        <translation>Inte övertaget än: %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile, and so did you: %1. Nothing was sent.</source>
        <translation>Någon annan har ändrat detta under tiden, och det har du också: %1. Inget skickades.</translation>
    </message>
    <message>
        <source>Very long lines are shown cut, and the text can&apos;t be edited.</source>
        <translation>Mycket långa rader visas avkortade, och texten kan inte redigeras.</translation>
    </message>
    <message>
        <source>Edit it whole, slowly</source>
        <translation>Redigera hela, långsamt</translation>
    </message>
    <message>
        <source>Send what is staged</source>
        <translation>Skicka det väntande</translation>
    </message>
    <message>
        <source>Review what is staged</source>
        <translation>Granska det väntande</translation>
    </message>
    <message>
        <source>Discard what is staged</source>
        <translation>Kasta det väntande</translation>
    </message>
    <message>
        <source>Unsent changes from %1 were restored.</source>
        <translation>Oskickade ändringar från %1 återställdes.</translation>
    </message>
    <message>
        <source>Unfinished JSON text</source>
        <translation>Oavslutad JSON-text</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Åtgärder</translation>
    </message>
    <message>
        <source>Actions on this resource</source>
        <translation>Åtgärder för resursen</translation>
    </message>
    <message>
        <source>Secrets are masked, and the text can&apos;t be edited.</source>
        <translation>Hemligheter är dolda, och texten kan inte redigeras.</translation>
    </message>
    <message>
        <source>This text shows secrets.</source>
        <translation>Texten visar hemligheter.</translation>
    </message>
    <message>
        <source>Show secrets</source>
        <translation>Visa hemligheter</translation>
    </message>
    <message>
        <source>Mask secrets</source>
        <translation>Dölj hemligheter</translation>
    </message>
    <message>
        <source>Not applied</source>
        <translation>Inte tillämpad</translation>
    </message>
    <message>
        <source>Only tests</source>
        <translation>Bara tester</translation>
    </message>
    <message>
        <source>Compare...</source>
        <translation>Jämför...</translation>
    </message>
    <message>
        <source>tab view details JSON patch operations</source>
        <translation>flik vy detaljer JSON patch operationer</translation>
    </message>
    <message>
        <source>Edit in the form</source>
        <translation>Redigera i formuläret</translation>
    </message>
    <message>
        <source>Edit as JSON</source>
        <translation>Redigera som JSON</translation>
    </message>
    <message>
        <source>Edit as JSON Patch</source>
        <translation>Redigera som JSON Patch</translation>
    </message>
    <message>
        <source>Compare with what somebody else changed...</source>
        <translation>Jämför med vad någon annan ändrade...</translation>
    </message>
    <message>
        <source>conflict merge mine theirs</source>
        <translation>konflikt sammanfoga min deras</translation>
    </message>
</context>
<context>
    <name>ui::DetailsForm</name>
    <message>
        <source>Details form</source>
        <translation>Detaljformulär</translation>
    </message>
    <message>
        <source>Remove this entry</source>
        <translation>Ta bort elementet</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Ta bort %1</translation>
    </message>
</context>
<context>
    <name>ui::DifferenceLabel</name>
    <message>
        <source>In the token: %1. The domain: %2.</source>
        <translation>I token: %1. Domänen: %2.</translation>
    </message>
</context>
<context>
    <name>ui::DocumentsPage</name>
    <message>
        <source>API documents</source>
        <translation>API-dokument</translation>
    </message>
    <message>
        <source>Drop an OpenAPI or Swagger document here, or import one: what it describes is added to the console once you have looked at it.</source>
        <translation>Släpp ett OpenAPI- eller Swagger-dokument här, eller importera ett: det som beskrivs läggs till i konsolen när du har tittat på det.</translation>
    </message>
    <message>
        <source>“%1” was added</source>
        <translation>”%1” lades till</translation>
    </message>
    <message>
        <source>Import API document...</source>
        <translation>Importera API-dokument...</translation>
    </message>
    <message>
        <source>Import from URL...</source>
        <translation>Importera från URL...</translation>
    </message>
    <message>
        <source>Undo this import...</source>
        <translation>Ångra den här importen...</translation>
    </message>
    <message>
        <source>Choose an imported document; what ships with the console stays.</source>
        <translation>Välj ett importerat dokument; det som följer med konsolen är kvar.</translation>
    </message>
    <message numerus="yes">
        <source>%n imported</source>
        <translation>
            <numerusform>%n importerat</numerusform>
            <numerusform>%n importerade</numerusform>
        </translation>
    </message>
    <message>
        <source>Import API document</source>
        <translation>Importera API-dokument</translation>
    </message>
    <message>
        <source>API documents (*.json *.yaml *.yml)</source>
        <translation>API-dokument (*.json *.yaml *.yml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alla filer (*)</translation>
    </message>
    <message>
        <source>Undo an import</source>
        <translation>Ångra en import</translation>
    </message>
    <message>
        <source>“%1” and its tables go; what it replaced is back. Unsent edits are kept and come back when it is imported again.</source>
        <translation>”%1” och dess tabeller försvinner; det som ersattes kommer tillbaka. Oskickade ändringar sparas och kommer tillbaka när det importeras igen.</translation>
    </message>
    <message>
        <source>Undo the import</source>
        <translation>Ångra importen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>The import of “%1” was undone</source>
        <translation>Importen av ”%1” ångrades</translation>
    </message>
</context>
<context>
    <name>ui::EditPathDialog</name>
    <message>
        <source>Take the original</source>
        <translation>Ta originalet</translation>
    </message>
    <message>
        <source>Change the path</source>
        <translation>Ändra sökvägen</translation>
    </message>
    <message>
        <source>Edit the path</source>
        <translation>Redigera sökvägen</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Sökväg</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>The console ships with %1.</source>
        <translation>Konsolen levereras med %1.</translation>
    </message>
</context>
<context>
    <name>ui::ErrorDetails</name>
    <message>
        <source>Request: %1</source>
        <translation>Begäran: %1</translation>
    </message>
    <message>
        <source>HTTP status: %1</source>
        <translation>HTTP-status: %1</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>Servern säger: %1</translation>
    </message>
    <message>
        <source>Reply:</source>
        <translation>Svar:</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detaljer</translation>
    </message>
    <message>
        <source>Details of the failure</source>
        <translation>Detaljer om felet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>ui::ExportKeyDialog</name>
    <message>
        <source>Export a private key</source>
        <translation>Exportera en privat nyckel</translation>
    </message>
    <message>
        <source>Export private key...</source>
        <translation>Exportera privat nyckel...</translation>
    </message>
    <message>
        <source>Export the private key of %1?</source>
        <translation>Exportera den privata nyckeln för %1?</translation>
    </message>
    <message>
        <source>Whoever has this file and its passphrase can do at the platform all that you can. Keep it where only you get at it, and the passphrase somewhere else.</source>
        <translation>Den som har filen och dess lösenfras kan göra allt på plattformen som du kan. Förvara den där bara du kommer åt den, och lösenfrasen någon annanstans.</translation>
    </message>
    <message>
        <source>Whoever has this file and its passphrase can send you callbacks that look like the platform&apos;s. Keep it where only you get at it, and the passphrase somewhere else.</source>
        <translation>Den som har filen och dess lösenfras kan skicka dig återanrop som ser ut som plattformens. Förvara den där bara du kommer åt den, och lösenfrasen någon annanstans.</translation>
    </message>
    <message>
        <source>The file is encrypted: PKCS#8 with AES-256, PBKDF2 with HMAC-SHA-256 in 600,000 rounds. Any OpenSSL opens it.</source>
        <translation>Filen krypteras: PKCS#8 med AES-256, PBKDF2 med HMAC-SHA-256 i 600 000 varv. Alla OpenSSL öppnar den.</translation>
    </message>
    <message>
        <source>Passphrase of the exported file</source>
        <translation>Lösenfras för den exporterade filen</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Samma en gång till</translation>
    </message>
    <message>
        <source>PEM files (*.pem);;All files (*)</source>
        <translation>PEM-filer (*.pem);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Encrypting...</source>
        <translation>Krypterar...</translation>
    </message>
    <message>
        <source>Passphrase of the linked file</source>
        <translation>Lösenfras för den länkade filen</translation>
    </message>
</context>
<context>
    <name>ui::FieldEditor</name>
    <message>
        <source>Undo the change of this field</source>
        <translation>Ångra ändringen av fältet</translation>
    </message>
    <message>
        <source>Undo the change of %1</source>
        <translation>Ångra ändringen av %1</translation>
    </message>
    <message>
        <source>Show what is entered</source>
        <translation>Visa det inmatade</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>ej angivet</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nej</translation>
    </message>
    <message>
        <source>required</source>
        <translation>obligatoriskt</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>antaget</translation>
    </message>
    <message>
        <source>not in the API description</source>
        <translation>finns inte i API-beskrivningen</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Too long to be edited here, and shown cut: use the JSON text.</source>
        <translation>För lång för att redigeras här, och visas avkortad: använd JSON-texten.</translation>
    </message>
    <message>
        <source>Add an entry</source>
        <translation>Lägg till ett element</translation>
    </message>
    <message>
        <source>Add an entry to %1</source>
        <translation>Lägg till ett element i %1</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n element</numerusform>
        </translation>
    </message>
    <message>
        <source>Assumed: %1</source>
        <translation>Antaget: %1</translation>
    </message>
</context>
<context>
    <name>ui::FileDialog</name>
    <message>
        <source>Folder</source>
        <translation>Mapp</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>%1 file</source>
        <translation>%1-fil</translation>
    </message>
</context>
<context>
    <name>ui::FilterBar</name>
    <message>
        <source>Filter by any column   /</source>
        <translation>Filtrera på valfri kolumn   /</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrera</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtrera på %1</translation>
    </message>
    <message>
        <source>%1: all</source>
        <translation>%1: alla</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 rader</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 av %2 rader</translation>
    </message>
    <message>
        <source>Show others too than %1</source>
        <translation>Visa även andra än %1</translation>
    </message>
</context>
<context>
    <name>ui::GenerateKeyDialog</name>
    <message>
        <source>Generate a key pair</source>
        <translation>Skapa ett nyckelpar</translation>
    </message>
    <message>
        <source>Generate key pair</source>
        <translation>Skapa nyckelpar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Care homes, API</source>
        <translation>Vårdhem, API</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Användning</translation>
    </message>
    <message>
        <source>%1 bits - what the platform asks for</source>
        <translation>%1 bitar - vad plattformen ber om</translation>
    </message>
    <message>
        <source>%1 bits - takes some seconds, and signs slower</source>
        <translation>%1 bitar - tar några sekunder, och signerar långsammare</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 bitar</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Takes the place of these two commands, and leaves no unencrypted file behind</source>
        <translation>Ersätter de här två kommandona, och lämnar ingen okrypterad fil efter sig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancelled; nothing was kept.</source>
        <translation>Avbrutet; ingenting behölls.</translation>
    </message>
    <message>
        <source>Give the key pair a name.</source>
        <translation>Ge nyckelparet ett namn.</translation>
    </message>
    <message>
        <source>Generating...</source>
        <translation>Skapar...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Stoppar...</translation>
    </message>
</context>
<context>
    <name>ui::HistoryView</name>
    <message>
        <source>Open the selected request</source>
        <translation>Öppna den markerade begäran</translation>
    </message>
    <message>
        <source>Send the selected request again</source>
        <translation>Skicka den markerade begäran igen</translation>
    </message>
    <message>
        <source>Send it again with a new token</source>
        <translation>Skicka den igen med en ny token</translation>
    </message>
    <message>
        <source>Compare the two selected requests</source>
        <translation>Jämför de två markerade begärandena</translation>
    </message>
    <message>
        <source>Export the listed requests as HAR</source>
        <translation>Exportera de listade begärandena som HAR</translation>
    </message>
    <message>
        <source>Find: path, status, any text</source>
        <translation>Sök: sökväg, status, valfri text</translation>
    </message>
    <message>
        <source>Find in all requests</source>
        <translation>Sök i alla begäranden</translation>
    </message>
    <message>
        <source>Any method</source>
        <translation>Valfri metod</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Valfri status</translation>
    </message>
    <message>
        <source>2xx</source>
        <translation>2xx</translation>
    </message>
    <message>
        <source>3xx</source>
        <translation>3xx</translation>
    </message>
    <message>
        <source>4xx</source>
        <translation>4xx</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>No reply</source>
        <translation>Inget svar</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>När som helst</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Senaste timmen</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Senaste 24 timmarna</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Senaste 7 dagarna</translation>
    </message>
    <message>
        <source>Method to find</source>
        <translation>Metod att söka efter</translation>
    </message>
    <message>
        <source>Status to find</source>
        <translation>Status att söka efter</translation>
    </message>
    <message>
        <source>Time to find</source>
        <translation>Tid att söka efter</translation>
    </message>
    <message>
        <source>Requests found</source>
        <translation>Funna begäranden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Skicka igen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Jämför</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>More for the selected request</source>
        <translation>Mer för den markerade begäran</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Söker...</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Inget har skickats än.</translation>
    </message>
    <message>
        <source>No request matches.</source>
        <translation>Ingen begäran matchar.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n begäran</numerusform>
            <numerusform>%n begäranden</numerusform>
        </translation>
    </message>
    <message>
        <source>Export requests</source>
        <translation>Exportera begäranden</translation>
    </message>
    <message>
        <source>HTTP archive (*.har)</source>
        <translation>HTTP-arkiv (*.har)</translation>
    </message>
    <message>
        <source>The requests were written to %1.</source>
        <translation>Begärandena skrevs till %1.</translation>
    </message>
    <message>
        <source>Also what lists have read by themselves</source>
        <translation>Även det som listor har läst in automatiskt</translation>
    </message>
</context>
<context>
    <name>ui::ImportDialog</name>
    <message>
        <source>Import %1 from CSV</source>
        <translation>Importera %1 från CSV</translation>
    </message>
    <message>
        <source>1. File</source>
        <translation>1. Fil</translation>
    </message>
    <message>
        <source>2. Columns</source>
        <translation>2. Kolumner</translation>
    </message>
    <message>
        <source>3. Check and send</source>
        <translation>3. Kontrollera och skicka</translation>
    </message>
    <message>
        <source>How the rows are sent</source>
        <translation>Hur raderna skickas</translation>
    </message>
    <message>
        <source>Send row by row</source>
        <translation>Skicka rad för rad</translation>
    </message>
    <message>
        <source>Send as the platform&apos;s bulk job</source>
        <translation>Skicka som plattformens massjobb</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Tillbaka</translation>
    </message>
    <message>
        <source>There is nowhere to remember what was sent, and the API description knows no bulk job for these: they can be checked here, but not sent.</source>
        <translation>Det finns ingenstans att spara vad som har skickats, och API-beskrivningen känner inte till något massjobb för dessa: de kan kontrolleras här men inte skickas.</translation>
    </message>
    <message>
        <source>The bulk job writes each row as a whole resource. What the list does not show, such as passwords, may be cleared on those that exist.</source>
        <translation>Massjobbet skriver varje rad som en hel resurs. Det som listan inte visar, till exempel lösenord, kan tömmas hos dem som redan finns.</translation>
    </message>
    <message>
        <source>Each row is a request of its own: new ones are created, those that exist get what their cells change.</source>
        <translation>Varje rad är en egen begäran: nya skapas, och de som redan finns får det som deras celler ändrar.</translation>
    </message>
    <message>
        <source>Cancel sending</source>
        <translation>Avbryt sändningen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Välj kolumner</translation>
    </message>
    <message>
        <source>Choose a file...</source>
        <translation>Välj en fil...</translation>
    </message>
    <message numerus="yes">
        <source>Check %n row(s)</source>
        <translation>
            <numerusform>Kontrollera %n rad</numerusform>
            <numerusform>Kontrollera %n rader</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s)...</source>
        <translation>
            <numerusform>Skicka %n rad...</numerusform>
            <numerusform>Skicka %n rader...</numerusform>
        </translation>
    </message>
    <message>
        <source>Send rows...</source>
        <translation>Skicka rader...</translation>
    </message>
</context>
<context>
    <name>ui::ImportKeyDialog</name>
    <message>
        <source>Import a key pair</source>
        <translation>Importera ett nyckelpar</translation>
    </message>
    <message>
        <source>Link a key file</source>
        <translation>Länka en nyckelfil</translation>
    </message>
    <message>
        <source>Import key pair</source>
        <translation>Importera nyckelpar</translation>
    </message>
    <message>
        <source>Link key file</source>
        <translation>Länka nyckelfil</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Användning</translation>
    </message>
    <message>
        <source>The file is read where it lies, and never changed or copied. A passphrase that it has is asked for once a run.</source>
        <translation>Filen läses där den ligger, och ändras eller kopieras aldrig. Har den en lösenfras så frågas den efter en gång per körning.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was kept.</source>
        <translation>Avbrutet; ingenting behölls.</translation>
    </message>
    <message>
        <source>Paste the private key (PEM or JWK), or drop its file here</source>
        <translation>Klistra in den privata nyckeln (PEM eller JWK), eller släpp dess fil här</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Välj...</translation>
    </message>
    <message>
        <source>Choose a key file</source>
        <translation>Välj en nyckelfil</translation>
    </message>
    <message>
        <source>Or from a file</source>
        <translation>Eller från en fil</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Nyckelfil</translation>
    </message>
    <message>
        <source>Keys (*.pem *.key *.jwk *.json *.p8);;All files (*)</source>
        <translation>Nycklar (*.pem *.key *.jwk *.json *.p8);;Alla filer (*)</translation>
    </message>
    <message>
        <source>An encrypted private key: enter its passphrase.</source>
        <translation>En krypterad privat nyckel: ange dess lösenfras.</translation>
    </message>
    <message>
        <source>RSA private key, %1 bits, thumbprint %2.</source>
        <translation>Privat RSA-nyckel, %1 bitar, tumavtryck %2.</translation>
    </message>
    <message>
        <source>PKCS#8, PKCS#1, encrypted or not, or a JSON Web Key.</source>
        <translation>PKCS#8, PKCS#1, krypterad eller inte, eller en JSON Web Key.</translation>
    </message>
    <message>
        <source>The PEM file stays where it is; the console remembers its path.</source>
        <translation>PEM-filen ligger kvar där den är; konsolen minns dess sökväg.</translation>
    </message>
    <message>
        <source>Passphrase of this key</source>
        <translation>Nyckelns lösenfras</translation>
    </message>
    <message>
        <source>Paste a private key, or choose its file.</source>
        <translation>Klistra in en privat nyckel, eller välj dess fil.</translation>
    </message>
    <message>
        <source>Choose the key file.</source>
        <translation>Välj nyckelfilen.</translation>
    </message>
    <message>
        <source>Enter the passphrase of this key.</source>
        <translation>Ange nyckelns lösenfras.</translation>
    </message>
    <message>
        <source>Give the key pair a name.</source>
        <translation>Ge nyckelparet ett namn.</translation>
    </message>
    <message>
        <source>Importing...</source>
        <translation>Importerar...</translation>
    </message>
    <message>
        <source>Linking...</source>
        <translation>Länkar...</translation>
    </message>
    <message>
        <source>Looking at the key...</source>
        <translation>Granskar nyckeln...</translation>
    </message>
</context>
<context>
    <name>ui::InspectView</name>
    <message>
        <source>Decoded token</source>
        <translation>Avkodad token</translation>
    </message>
    <message>
        <source>What the chosen member means</source>
        <translation>Vad den valda medlemmen betyder</translation>
    </message>
    <message>
        <source>Decoding needs no key, and proves nothing. Whether a token holds is said on the right.</source>
        <translation>Avkodning behöver ingen nyckel och bevisar ingenting. Om token gäller står till höger.</translation>
    </message>
    <message>
        <source>Choose a member to see what it means and where it lies.</source>
        <translation>Välj en medlem för att se vad den betyder och var den finns.</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Avkoda</translation>
    </message>
    <message>
        <source>Decoded, not verified</source>
        <translation>Avkodad, inte verifierad</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>Avkodad</translation>
    </message>
</context>
<context>
    <name>ui::JsonEditor</name>
    <message>
        <source>JSON text</source>
        <translation>JSON-text</translation>
    </message>
    <message>
        <source>... %1 more characters</source>
        <translation>... %1 tecken till</translation>
    </message>
</context>
<context>
    <name>ui::KeyDetail</name>
    <message>
        <source>Select a key pair to see it here.</source>
        <translation>Välj ett nyckelpar för att se det här.</translation>
    </message>
    <message>
        <source>Enter passphrase...</source>
        <translation>Ange lösenfras...</translation>
    </message>
    <message>
        <source>Import a backup...</source>
        <translation>Importera en säkerhetskopia...</translation>
    </message>
    <message>
        <source>Upload...</source>
        <translation>Ladda upp...</translation>
    </message>
    <message>
        <source>Rotate...</source>
        <translation>Byt nyckel...</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Användning</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profiler</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Skapat</translation>
    </message>
    <message>
        <source>Thumbprint</source>
        <translation>Tumavtryck</translation>
    </message>
    <message>
        <source>Copy thumbprint</source>
        <translation>Kopiera tumavtryck</translation>
    </message>
    <message>
        <source>Private part</source>
        <translation>Privat del</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Publik nyckel</translation>
    </message>
    <message>
        <source>The public key was copied.</source>
        <translation>Den publika nyckeln kopierades.</translation>
    </message>
    <message>
        <source>Copy PEM</source>
        <translation>Kopiera PEM</translation>
    </message>
    <message>
        <source>Copy JWK</source>
        <translation>Kopiera JWK</translation>
    </message>
    <message>
        <source>none</source>
        <translation>inga</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 bitar</translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Tillstånd: %1</translation>
    </message>
    <message>
        <source>Your passphrase opens this key pair, once a run.</source>
        <translation>Din lösenfras öppnar nyckelparet, en gång per körning.</translation>
    </message>
    <message>
        <source>Continue rotation...</source>
        <translation>Fortsätt nyckelbytet...</translation>
    </message>
</context>
<context>
    <name>ui::KeyDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>ui::KeyManagementDialog</name>
    <message>
        <source>Manage keys</source>
        <translation>Hantera nycklar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
</context>
<context>
    <name>ui::KeysPage</name>
    <message>
        <source>Generate...</source>
        <translation>Skapa...</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importera...</translation>
    </message>
    <message>
        <source>Link a file...</source>
        <translation>Länka en fil...</translation>
    </message>
    <message>
        <source>Upload...</source>
        <translation>Ladda upp...</translation>
    </message>
    <message>
        <source>Rotate...</source>
        <translation>Byt nyckel...</translation>
    </message>
    <message>
        <source>Copy thumbprint</source>
        <translation>Kopiera tumavtryck</translation>
    </message>
    <message>
        <source>Export public key (PEM)...</source>
        <translation>Exportera publik nyckel (PEM)...</translation>
    </message>
    <message>
        <source>Export public key (JWK)...</source>
        <translation>Exportera publik nyckel (JWK)...</translation>
    </message>
    <message>
        <source>Export private key...</source>
        <translation>Exportera privat nyckel...</translation>
    </message>
    <message>
        <source>Enter passphrase...</source>
        <translation>Ange lösenfras...</translation>
    </message>
    <message>
        <source>Rename...</source>
        <translation>Byt namn...</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Fasa ut</translation>
    </message>
    <message>
        <source>Make active</source>
        <translation>Gör aktivt</translation>
    </message>
    <message>
        <source>Mark as compromised...</source>
        <translation>Markera som röjt...</translation>
    </message>
    <message>
        <source>Remove...</source>
        <translation>Ta bort...</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Uppdatera</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Nycklar</translation>
    </message>
    <message>
        <source>Key pairs</source>
        <translation>Nyckelpar</translation>
    </message>
    <message>
        <source>Filter by any column   /</source>
        <translation>Filtrera på valfri kolumn   /</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrera</translation>
    </message>
    <message>
        <source>Remove the selected key pair</source>
        <translation>Ta bort det valda nyckelparet</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Fler åtgärder</translation>
    </message>
    <message>
        <source>The key pairs could not be read</source>
        <translation>Nyckelparen kunde inte läsas</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>No match among %1</source>
        <translation>Ingen träff bland %1</translation>
    </message>
    <message>
        <source>No key pair has what the filter asks for.</source>
        <translation>Inget nyckelpar har det som filtret frågar efter.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Rensa filtret</translation>
    </message>
    <message>
        <source>Looking for key pairs...</source>
        <translation>Letar efter nyckelpar...</translation>
    </message>
    <message>
        <source>There are no key pairs yet</source>
        <translation>Det finns inga nyckelpar än</translation>
    </message>
    <message>
        <source>A key pair signs your requests: the private key stays on this computer, encrypted, and the platform gets the public one. Generate a pair, or import the one that you have.</source>
        <translation>Ett nyckelpar signerar dina begäranden: den privata nyckeln stannar på den här datorn, krypterad, och plattformen får den publika. Skapa ett par, eller importera det som du har.</translation>
    </message>
    <message>
        <source>Generate a key pair</source>
        <translation>Skapa ett nyckelpar</translation>
    </message>
    <message numerus="yes">
        <source>%n key pair(s)</source>
        <translation>
            <numerusform>%n nyckelpar</numerusform>
            <numerusform>%n nyckelpar</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>The key pair was generated. Upload its public key next.</source>
        <translation>Nyckelparet skapades. Ladda upp dess publika nyckel härnäst.</translation>
    </message>
    <message>
        <source>The key pair was imported.</source>
        <translation>Nyckelparet importerades.</translation>
    </message>
    <message>
        <source>The key file was linked.</source>
        <translation>Nyckelfilen länkades.</translation>
    </message>
    <message>
        <source>The thumbprint was copied.</source>
        <translation>Tumavtrycket kopierades.</translation>
    </message>
    <message>
        <source>Export the public key of %1</source>
        <translation>Exportera den publika nyckeln för %1</translation>
    </message>
    <message>
        <source>PEM files (*.pem);;All files (*)</source>
        <translation>PEM-filer (*.pem);;Alla filer (*)</translation>
    </message>
    <message>
        <source>JSON Web Keys (*.jwk);;All files (*)</source>
        <translation>JSON Web Keys (*.jwk);;Alla filer (*)</translation>
    </message>
    <message>
        <source>The public key was written to %1.</source>
        <translation>Den publika nyckeln skrevs till %1.</translation>
    </message>
    <message>
        <source>The encrypted private key was written to %1.</source>
        <translation>Den krypterade privata nyckeln skrevs till %1.</translation>
    </message>
    <message>
        <source>%1 is disabled</source>
        <translation>%1 är spärrat</translation>
    </message>
</context>
<context>
    <name>ui::LiveView</name>
    <message>
        <source>Inspect it</source>
        <translation>Inspektera den</translation>
    </message>
    <message>
        <source>Signings of this run</source>
        <translation>Signeringar i den här körningen</translation>
    </message>
</context>
<context>
    <name>ui::LoadingBar</name>
    <message>
        <source>Loading</source>
        <translation>Läser in</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>iotcomms console</source>
        <translation>iotcomms-konsolen</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Sök överallt</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>Filtrera den här sidan</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gå till %1</translation>
    </message>
    <message>
        <source>Choose a profile</source>
        <translation>Välj en profil</translation>
    </message>
    <message>
        <source>Show or hide the detail panel</source>
        <translation>Visa eller dölj detaljpanelen</translation>
    </message>
    <message>
        <source>Show or hide the requests</source>
        <translation>Visa eller dölj begäranden</translation>
    </message>
    <message>
        <source>Colours: follow the system</source>
        <translation>Färger: följ systemet</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Färger: ljusa</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Färger: mörka</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Avsluta</translation>
    </message>
    <message>
        <source>The sandbox could not be started</source>
        <translation>Sandlådan kunde inte startas</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>Starting the sandbox...</source>
        <translation>Startar sandlådan...</translation>
    </message>
    <message>
        <source>This is the embedded sandbox: its devices are invented, and nothing leaves this computer.</source>
        <translation>Detta är den inbyggda sandlådan: enheterna är påhittade och inget lämnar datorn.</translation>
    </message>
    <message>
        <source>Connect your own domain</source>
        <translation>Anslut din egen domän</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås upp</translation>
    </message>
    <message>
        <source>Edit profile</source>
        <translation>Redigera profil</translation>
    </message>
    <message>
        <source>Sign by the server&apos;s clock</source>
        <translation>Signera efter serverns klocka</translation>
    </message>
    <message>
        <source>Still working</source>
        <translation>Arbete pågår</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>Fortsätt</translation>
    </message>
    <message>
        <source>Stop and switch</source>
        <translation>Stoppa och byt</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppa och stäng</translation>
    </message>
    <message>
        <source>Make a token</source>
        <translation>Gör en token</translation>
    </message>
    <message>
        <source>Watch the profile&apos;s token</source>
        <translation>Följ profilens token</translation>
    </message>
    <message>
        <source>Import API document...</source>
        <translation>Importera API-dokument...</translation>
    </message>
    <message>
        <source>Import API document from URL...</source>
        <translation>Importera API-dokument från URL...</translation>
    </message>
</context>
<context>
    <name>ui::MakeView</name>
    <message>
        <source>Make the token</source>
        <translation>Skapa token</translation>
    </message>
    <message>
        <source>Copy token</source>
        <translation>Kopiera token</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Kopiera text</translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation>Inspektera den</translation>
    </message>
    <message>
        <source>Life time</source>
        <translation>Giltighetstid</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minut</numerusform>
            <numerusform>%n minuter</numerusform>
        </translation>
    </message>
    <message>
        <source>No exp: one hour by the platform&apos;s rule</source>
        <translation>Ingen exp: en timme enligt plattformens regel</translation>
    </message>
    <message>
        <source>Extra claims, a JSON object</source>
        <translation>Extra anspråk, ett JSON-objekt</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signera</translation>
    </message>
    <message>
        <source>Extra claims</source>
        <translation>Extra anspråk (claims)</translation>
    </message>
    <message>
        <source>A JSON object, for example {&quot;jti&quot;: &quot;42&quot;}. sub, iat and exp are made here.</source>
        <translation>Ett JSON-objekt, till exempel {&quot;jti&quot;: &quot;42&quot;}. sub, iat och exp skapas här.</translation>
    </message>
    <message>
        <source>The token is shown here and stored nowhere.</source>
        <translation>Token visas här och sparas ingenstans.</translation>
    </message>
    <message>
        <source>The token that was made</source>
        <translation>Den skapade token</translation>
    </message>
    <message>
        <source>The token that you make stands here</source>
        <translation>Den token som du skapar står här</translation>
    </message>
    <message>
        <source>Header and claims</source>
        <translation>Header och anspråk</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>Node.js</source>
        <translation>Node.js</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>For %1, with the key %2</source>
        <translation>För %1, med nyckeln %2</translation>
    </message>
</context>
<context>
    <name>ui::OpenKeyDialog</name>
    <message>
        <source>Open a key pair</source>
        <translation>Öppna ett nyckelpar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Passphrase of this file</source>
        <translation>Filens lösenfras</translation>
    </message>
    <message>
        <source>The one that the keychain kept, or that was chosen outside of the console.</source>
        <translation>Den som nyckelringen hade, eller som valdes utanför konsolen.</translation>
    </message>
    <message>
        <source>Opening...</source>
        <translation>Öppnar...</translation>
    </message>
</context>
<context>
    <name>ui::OperationDelegate</name>
    <message>
        <source>%1 of operation %2</source>
        <translation>%1 för operation %2</translation>
    </message>
</context>
<context>
    <name>ui::OperationsTable</name>
    <message>
        <source>Patch operations</source>
        <translation>Patchoperationer</translation>
    </message>
</context>
<context>
    <name>ui::PageHeader</name>
    <message>
        <source>assumed</source>
        <translation>antaget</translation>
    </message>
</context>
<context>
    <name>ui::PageStack</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Nycklar</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Åtgärder</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>API documents</source>
        <translation>API-dokument</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändringar</translation>
    </message>
</context>
<context>
    <name>ui::PairsEditor</name>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Add to: %1</source>
        <translation>Lägg till i: %1</translation>
    </message>
    <message>
        <source>Remove from: %1</source>
        <translation>Ta bort ur: %1</translation>
    </message>
</context>
<context>
    <name>ui::PassphraseDialog</name>
    <message>
        <source>Unlock the key</source>
        <translation>Lås upp nyckeln</translation>
    </message>
    <message>
        <source>The private key of %1 is encrypted. Its passphrase is kept only as long as the console runs.</source>
        <translation>Den privata nyckeln för %1 är krypterad. Lösenfrasen sparas bara så länge konsolen körs.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Lösenfras</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Inte nu</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås upp</translation>
    </message>
    <message>
        <source>Unlock the keys</source>
        <translation>Lås upp nycklarna</translation>
    </message>
    <message>
        <source>The keys of this console are locked with your passphrase. It is asked for once, and kept only as long as the console runs.</source>
        <translation>Konsolens nycklar är låsta med din lösenfras. Den frågas efter en gång och sparas bara så länge konsolen körs.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Unlocking...</source>
        <translation>Låser upp...</translation>
    </message>
</context>
<context>
    <name>ui::PassphraseFields</name>
    <message>
        <source>The private key is kept encrypted on this computer. Its passphrase is made at random and kept by the system&apos;s keychain, or is the one that you have entered.</source>
        <translation>Den privata nyckeln förvaras krypterad på den här datorn. Lösenfrasen slumpas fram och förvaras av systemets nyckelring, eller är den som du har angett.</translation>
    </message>
    <message>
        <source>Passphrase for your keys</source>
        <translation>Lösenfras för dina nycklar</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Samma en gång till</translation>
    </message>
    <message>
        <source>There is no system keychain here. Choose a passphrase that protects all your key pairs; it is asked for once a run, and kept nowhere. Without it the keys are lost.</source>
        <translation>Här finns ingen nyckelring i systemet. Välj en lösenfras som skyddar alla dina nyckelpar; den frågas efter en gång per körning och sparas ingenstans. Utan den är nycklarna förlorade.</translation>
    </message>
    <message>
        <source>Passphrase of your keys</source>
        <translation>Dina nycklars lösenfras</translation>
    </message>
    <message>
        <source>There is no system keychain here: your own passphrase protects the key pairs. It is asked for once a run.</source>
        <translation>Här finns ingen nyckelring i systemet: din egen lösenfras skyddar nyckelparen. Den frågas efter en gång per körning.</translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <translation>Ange lösenfrasen.</translation>
    </message>
    <message numerus="yes">
        <source>The passphrase needs at least %n character(s).</source>
        <translation>
            <numerusform>Lösenfrasen behöver minst %n tecken.</numerusform>
            <numerusform>Lösenfrasen behöver minst %n tecken.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>De två lösenfraserna skiljer sig åt.</translation>
    </message>
</context>
<context>
    <name>ui::PatchEditor</name>
    <message>
        <source>Nothing is changed</source>
        <translation>Inget är ändrat</translation>
    </message>
    <message>
        <source>Edit a field or the JSON, and the operations that will be sent appear here. Or write them yourself.</source>
        <translation>Redigera ett fält eller JSON-texten, så visas de operationer som kommer att skickas här. Eller skriv dem själv.</translation>
    </message>
    <message>
        <source>Add an operation</source>
        <translation>Lägg till en operation</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mer</translation>
    </message>
    <message>
        <source>Import, export, saved patches</source>
        <translation>Importera, exportera, sparade patchar</translation>
    </message>
    <message>
        <source>More for patches</source>
        <translation>Mer för patchar</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Document after step %1</source>
        <translation>Dokumentet efter steg %1</translation>
    </message>
    <message>
        <source>Not taken yet: %1</source>
        <translation>Inte övertaget än: %1</translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation>Inte tillämpat: %1</translation>
    </message>
    <message>
        <source>There are only test operations: they check, and change nothing.</source>
        <translation>Det finns bara testoperationer: de kontrollerar och ändrar ingenting.</translation>
    </message>
    <message>
        <source>Remove the operation</source>
        <translation>Ta bort operationen</translation>
    </message>
    <message>
        <source>Duplicate the operation</source>
        <translation>Duplicera operationen</translation>
    </message>
    <message>
        <source>Move the operation up</source>
        <translation>Flytta operationen uppåt</translation>
    </message>
    <message>
        <source>Move the operation down</source>
        <translation>Flytta operationen nedåt</translation>
    </message>
    <message>
        <source>Move the operation up (Alt+Up)</source>
        <translation>Flytta operationen uppåt (Alt+Upp)</translation>
    </message>
    <message>
        <source>Move the operation down (Alt+Down)</source>
        <translation>Flytta operationen nedåt (Alt+Ned)</translation>
    </message>
    <message>
        <source>Test what I see</source>
        <translation>Testa det jag ser</translation>
    </message>
    <message>
        <source>Insert test operations: the platform refuses the patch when what it changes is not what you see here any more</source>
        <translation>Infoga testoperationer: plattformen avvisar patchen om det som den ändrar inte längre är det du ser här</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Ångra den senaste ändringen</translation>
    </message>
    <message>
        <source>Redo the edit</source>
        <translation>Gör om ändringen</translation>
    </message>
    <message>
        <source>Undo the last edit, in whichever view it was made (Ctrl+Z)</source>
        <translation>Ångra den senaste ändringen, i vilken vy den än gjordes (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo the edit (Ctrl+Shift+Z)</source>
        <translation>Gör om ändringen (Ctrl+Skift+Z)</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Stega bakåt</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Stega framåt</translation>
    </message>
    <message>
        <source>One operation less in the document below</source>
        <translation>En operation mindre i dokumentet nedan</translation>
    </message>
    <message>
        <source>One operation more in the document below</source>
        <translation>En operation till i dokumentet nedan</translation>
    </message>
    <message>
        <source>Import a patch file...</source>
        <translation>Importera en patchfil...</translation>
    </message>
    <message>
        <source>Export the patch...</source>
        <translation>Exportera patchen...</translation>
    </message>
    <message>
        <source>Saved patches...</source>
        <translation>Sparade patchar...</translation>
    </message>
    <message>
        <source>Save the patch...</source>
        <translation>Spara patchen...</translation>
    </message>
    <message>
        <source>There is nothing more to test: what is new is not there yet.</source>
        <translation>Det finns inget mer att testa: det som är nytt finns inte där än.</translation>
    </message>
    <message numerus="yes">
        <source>%n test(s) were put in front.</source>
        <translation>
            <numerusform>%n test lades först.</numerusform>
            <numerusform>%n tester lades först.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import a patch</source>
        <translation>Importera en patch</translation>
    </message>
    <message>
        <source>JSON Patch (*.json);;All files (*)</source>
        <translation>JSON Patch (*.json);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Export the patch</source>
        <translation>Exportera patchen</translation>
    </message>
    <message>
        <source>Exported to %1, with its secrets in plain text.</source>
        <translation>Exporterad till %1, med hemligheterna i klartext.</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exporterad till %1.</translation>
    </message>
    <message>
        <source>%1 does not fit here. %2</source>
        <translation>%1 passar inte här. %2</translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) of %1 were added.</source>
        <translation>
            <numerusform>%n operation från %1 lades till.</numerusform>
            <numerusform>%n operationer från %1 lades till.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PatchText</name>
    <message>
        <source>JSON Patch as text</source>
        <translation>JSON Patch som text</translation>
    </message>
    <message>
        <source>Show it all</source>
        <translation>Visa allt</translation>
    </message>
    <message>
        <source>Show secrets</source>
        <translation>Visa hemligheter</translation>
    </message>
    <message>
        <source>Show passwords and keys, edit them, and copy them with the text</source>
        <translation>Visa lösenord och nycklar, redigera dem och kopiera dem med texten</translation>
    </message>
    <message>
        <source>Copy patch</source>
        <translation>Kopiera patch</translation>
    </message>
    <message>
        <source>Mask secrets</source>
        <translation>Dölj hemligheter</translation>
    </message>
    <message>
        <source>%1 operations: a long text</source>
        <translation>%1 operationer: en lång text</translation>
    </message>
    <message>
        <source>Masked, and not to be edited</source>
        <translation>Hemligheterna är dolda, kan inte redigeras</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopierat</translation>
    </message>
    <message>
        <source>Copied, secrets included</source>
        <translation>Kopierat, även hemligheterna</translation>
    </message>
    <message>
        <source>Copied with secrets masked: not to be sent</source>
        <translation>Kopierat med hemligheterna dolda: inte till för att skickas</translation>
    </message>
    <message>
        <source>The patch as JSON</source>
        <translation>Patchen som JSON</translation>
    </message>
</context>
<context>
    <name>ui::PictureView</name>
    <message>
        <source>Picture in the reply</source>
        <translation>Bild i svaret</translation>
    </message>
    <message>
        <source>This picture can&apos;t be shown here. Save it as a file.</source>
        <translation>Bilden kan inte visas här. Spara den som en fil.</translation>
    </message>
</context>
<context>
    <name>ui::PlayerBar</name>
    <message>
        <source>Player</source>
        <translation>Spelare</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>Läge i inspelningen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stoppa och stäng</translation>
    </message>
    <message>
        <source>Stop and close the player</source>
        <translation>Stoppa och stäng spelaren</translation>
    </message>
    <message>
        <source>It can&apos;t be played: %1</source>
        <translation>Den kan inte spelas upp: %1</translation>
    </message>
    <message>
        <source>Fetching...</source>
        <translation>Hämtar...</translation>
    </message>
    <message>
        <source>This is no WAV, MP3 or Ogg sound, so it is not played. Download it to look at it.</source>
        <translation>Detta är inte ljud i WAV, MP3 eller Ogg, så det spelas inte upp. Ladda ner det för att titta på det.</translation>
    </message>
    <message>
        <source>No sound output here: it is not heard.</source>
        <translation>Ingen ljudutgång här: inget hörs.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spela upp</translation>
    </message>
</context>
<context>
    <name>ui::PointerEdit</name>
    <message>
        <source>Paths that are there</source>
        <translation>Sökvägar som finns</translation>
    </message>
</context>
<context>
    <name>ui::ProfileButton</name>
    <message>
        <source>%1 - %2</source>
        <comment>profile name and safety level</comment>
        <translation>%1 - %2</translation>
    </message>
    <message>
        <source>%1  ▾</source>
        <translation>%1  ▾</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>Profil: %1</translation>
    </message>
    <message>
        <source>%1
Domain: %2
Server: %3</source>
        <translation>%1
Domän: %2
Server: %3</translation>
    </message>
</context>
<context>
    <name>ui::ProfileChip</name>
    <message>
        <source>Profile %1</source>
        <translation>Profil %1</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandlåda</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>%1 - %2</source>
        <comment>profile name and safety level</comment>
        <translation>%1 - %2</translation>
    </message>
</context>
<context>
    <name>ui::ProfileEditor</name>
    <message>
        <source>Remove profile</source>
        <translation>Ta bort profilen</translation>
    </message>
    <message>
        <source>Connect your own domain</source>
        <translation>Anslut din egen domän</translation>
    </message>
    <message>
        <source>Edit profile</source>
        <translation>Redigera profil</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>How you call it: &quot;Care homes, test&quot;.</source>
        <translation>Vad du kallar den: &quot;Äldreboenden, test&quot;.</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domän</translation>
    </message>
    <message>
        <source>Your tenant: customer47.prod-eu-north-1.iotcomms.io. It is the subject of every token.</source>
        <translation>Er kunddomän: customer47.prod-eu-north-1.iotcomms.io. Den är sub i varje token.</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Bas-URL</translation>
    </message>
    <message>
        <source>https://api.&lt;region&gt;.iotcomms.io; filled in from the domain where that is possible.</source>
        <translation>https://api.&lt;region&gt;.iotcomms.io; fylls i utifrån domänen där det går.</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privat nyckel</translation>
    </message>
    <message>
        <source>The PEM file whose public half the platform has. It stays where it is.</source>
        <translation>PEM-filen vars publika hälft finns hos plattformen. Den ligger kvar där den är.</translation>
    </message>
    <message>
        <source>Extra certificate authority (optional)</source>
        <translation>Extra certifikatutfärdare (valfritt)</translation>
    </message>
    <message>
        <source>A PEM file, for a server whose certificate your system does not know.</source>
        <translation>En PEM-fil, för en server vars certifikat systemet inte känner till.</translation>
    </message>
    <message>
        <source>The embedded sandbox brings its own domain, server and key.</source>
        <translation>Den inbyggda sandlådan har egen domän, server och nyckel.</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Välj...</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Välj en fil: %1</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.key *.crt *.cer);;All files (*)</source>
        <translation>PEM-filer (*.pem *.key *.crt *.cer);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Säkerhetsnivå</translation>
    </message>
    <message>
        <source>Sandbox - sends at once</source>
        <translation>Sandlåda - skickar direkt</translation>
    </message>
    <message>
        <source>Test - shows every change before it is sent</source>
        <translation>Test - visar varje ändring innan den skickas</translation>
    </message>
    <message>
        <source>Production - also wants the id typed before it deletes</source>
        <translation>Produktion - kräver även att id:t skrivs in före borttagning</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Anslut</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Spara profilen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Ta bort %1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>Manage keys...</source>
        <translation>Hantera nycklar...</translation>
    </message>
    <message>
        <source>A key file...</source>
        <translation>En nyckelfil...</translation>
    </message>
    <message>
        <source>This key can&apos;t be used.</source>
        <translation>Nyckeln kan inte användas.</translation>
    </message>
    <message>
        <source>Looking at the key...</source>
        <translation>Tittar på nyckeln...</translation>
    </message>
    <message>
        <source>Remove the profile %1 and its unsent edits? Its key file stays where it is.</source>
        <translation>Ta bort profilen %1 och dess oskickade ändringar? Nyckelfilen ligger kvar där den är.</translation>
    </message>
</context>
<context>
    <name>ui::PropertyDelegate</name>
    <message>
        <source>Property</source>
        <translation>Egenskap</translation>
    </message>
    <message>
        <source>ignored</source>
        <extracomment>an entry of a list: the column is not imported</extracomment>
        <translation>ignoreras</translation>
    </message>
</context>
<context>
    <name>ui::RemoveKeyDialog</name>
    <message>
        <source>Remove a key pair</source>
        <translation>Ta bort ett nyckelpar</translation>
    </message>
    <message>
        <source>Remove key pair</source>
        <translation>Ta bort nyckelpar</translation>
    </message>
    <message>
        <source>Remove the key pair %1?</source>
        <translation>Ta bort nyckelparet %1?</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>The console forgets it; the linked file itself stays where it is.</source>
        <translation>Konsolen glömmer det; själva den länkade filen ligger kvar där den är.</translation>
    </message>
    <message>
        <source>The private key is deleted from this computer. Without a copy elsewhere there is no way back.</source>
        <translation>Den privata nyckeln raderas från den här datorn. Utan en kopia någon annanstans finns ingen väg tillbaka.</translation>
    </message>
    <message>
        <source>In use by %1: without it these profiles can&apos;t sign any request.</source>
        <translation>Används av %1: utan det kan de här profilerna inte signera några begäranden.</translation>
    </message>
    <message>
        <source>Type the name to go on: %1</source>
        <translation>Skriv namnet för att fortsätta: %1</translation>
    </message>
    <message>
        <source>Removing...</source>
        <translation>Tar bort...</translation>
    </message>
</context>
<context>
    <name>ui::RenameKeyDialog</name>
    <message>
        <source>Rename a key pair</source>
        <translation>Byt namn på ett nyckelpar</translation>
    </message>
    <message>
        <source>Rename key pair</source>
        <translation>Byt namn på nyckelpar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Renaming...</source>
        <translation>Byter namn...</translation>
    </message>
</context>
<context>
    <name>ui::ReplyView</name>
    <message>
        <source>Save as...</source>
        <translation>Spara som...</translation>
    </message>
    <message>
        <source>Reply, formatted</source>
        <translation>Svar, formaterat</translation>
    </message>
    <message>
        <source>Reply as it came</source>
        <translation>Svar som det kom</translation>
    </message>
    <message>
        <source>Headers of the reply</source>
        <translation>Svarets huvudfält</translation>
    </message>
    <message>
        <source>Reply as a tree</source>
        <translation>Svar som träd</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>Formaterat</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Träd</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rått</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Huvudfält</translation>
    </message>
    <message>
        <source>The reply was saved as %1.</source>
        <translation>Svaret sparades som %1.</translation>
    </message>
    <message>
        <source>Waiting for the reply</source>
        <translation>Väntar på svaret</translation>
    </message>
    <message>
        <source>No reply yet</source>
        <translation>Inget svar än</translation>
    </message>
    <message>
        <source>Write a request and send it with Ctrl+Return. It is signed for you, and every one is kept in the history.</source>
        <translation>Skriv en begäran och skicka den med Ctrl+Retur. Den signeras åt dig, och alla sparas i historiken.</translation>
    </message>
    <message>
        <source>The reply is long: %1</source>
        <translation>Svaret är långt: %1</translation>
    </message>
    <message>
        <source>It is not shown whole. Save it as a file, or look at its beginning.</source>
        <translation>Det visas inte i sin helhet. Spara det som en fil, eller titta på början.</translation>
    </message>
    <message>
        <source>Show the first 256 kB</source>
        <translation>Visa de första 256 kB</translation>
    </message>
    <message>
        <source>Sound, %1</source>
        <translation>Ljud, %1</translation>
    </message>
    <message>
        <source>A file, %1</source>
        <translation>En fil, %1</translation>
    </message>
    <message>
        <source>Save the reply</source>
        <translation>Spara svaret</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Spela upp</translation>
    </message>
</context>
<context>
    <name>ui::RequestDetails</name>
    <message>
        <source>(%1 of %2 kept)</source>
        <translation>(%1 av %2 sparade)</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Kopiera som curl</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>%1, %2 ms, %3, request %4, try %5</source>
        <comment>outcome, duration, time, id, number</comment>
        <translation>%1, %2 ms, %3, begäran %4, försök %5</translation>
    </message>
</context>
<context>
    <name>ui::RequestEditor</name>
    <message>
        <source>Body</source>
        <translation>Innehåll</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Frågedel</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Huvudfält</translation>
    </message>
    <message>
        <source>The token is added by itself.</source>
        <translation>Token läggs till automatiskt.</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variabler</translation>
    </message>
    <message>
        <source>{name} in path and query, {{name}} anywhere.</source>
        <translation>{name} i sökväg och frågedel, {{name}} var som helst.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metod</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Sökväg</translation>
    </message>
    <message>
        <source>/service/{domain}/... : type a part of it, and choose</source>
        <translation>/service/{domain}/... : skriv en del av den och välj</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Begärans innehåll</translation>
    </message>
    <message>
        <source>Paths of the catalogue</source>
        <translation>Katalogens sökvägar</translation>
    </message>
    <message>
        <source>Long lines are shown cut, and can&apos;t be edited here. The body is sent whole.</source>
        <translation>Långa rader visas avkortade och kan inte redigeras här. Innehållet skickas i sin helhet.</translation>
    </message>
    <message>
        <source>The body is not text and is sent as it is. Typing here replaces it.</source>
        <translation>Innehållet är inte text och skickas som det är. Det ersätts om du skriver här.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Skicka</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Retur</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>ui::RequestPage</name>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Ny</translation>
    </message>
    <message>
        <source>New request</source>
        <translation>Ny begäran</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopiera som</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Sparade</translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation>Skicka begäran</translation>
    </message>
    <message>
        <source>Send the request with a new token</source>
        <translation>Skicka begäran med en ny token</translation>
    </message>
    <message>
        <source>Cancel the request</source>
        <translation>Avbryt begäran</translation>
    </message>
    <message>
        <source>Save the reply as a file</source>
        <translation>Spara svaret som en fil</translation>
    </message>
    <message>
        <source>Copy the request as %1</source>
        <translation>Kopiera begäran som %1</translation>
    </message>
    <message>
        <source>A request is waiting for its reply.</source>
        <translation>En begäran väntar på sitt svar.</translation>
    </message>
    <message>
        <source>Copied. The code reads the token from the environment variable TOKEN.</source>
        <translation>Kopierat. Koden läser token från miljövariabeln TOKEN.</translation>
    </message>
    <message>
        <source>What you were writing was put aside: %1 %2</source>
        <translation>Det du höll på att skriva lades undan: %1 %2</translation>
    </message>
    <message>
        <source>(no path yet)</source>
        <translation>(ingen sökväg än)</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Hämta tillbaka</translation>
    </message>
</context>
<context>
    <name>ui::RequestPanel</name>
    <message>
        <source>Copy as curl</source>
        <translation>Kopiera som curl</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Begäranden</translation>
    </message>
    <message>
        <source>Hide the requests</source>
        <translation>Dölj begäranden</translation>
    </message>
    <message>
        <source>Inspect token</source>
        <translation>Inspektera token</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Redigera och skicka igen</translation>
    </message>
</context>
<context>
    <name>ui::ResourcePage</name>
    <message>
        <source>New %1</source>
        <translation>Ny %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Öppna %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>Duplicera %1</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>Ta bort...</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Uppdatera</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Kopiera rader</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Välj kolumner</translation>
    </message>
    <message>
        <source>This part of the API is assumed: no public page describes it in detail. The platform may answer differently.</source>
        <translation>Den här delen av API:et är antagen: ingen publik sida beskriver den i detalj. Plattformen kan svara annorlunda.</translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation>Ta bort de markerade raderna</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Fler åtgärder</translation>
    </message>
    <message>
        <source>%1 was created</source>
        <translation>%1 skapades</translation>
    </message>
    <message>
        <source>%1 was changed</source>
        <translation>%1 ändrades</translation>
    </message>
    <message>
        <source>%1 deleted</source>
        <translation>Borttaget: %1</translation>
    </message>
    <message>
        <source>Deleting: %1 of %2</source>
        <translation>Tar bort: %1 av %2</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <translation>Uppdaterar</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Läser in</translation>
    </message>
    <message>
        <source>The %1 could not be loaded</source>
        <translation>Kunde inte läsa in %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Försök igen</translation>
    </message>
    <message>
        <source>No match among %1</source>
        <translation>Ingen träff bland %1</translation>
    </message>
    <message>
        <source>No row has what the filter asks for.</source>
        <translation>Ingen rad har det som filtret söker.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Rensa filtret</translation>
    </message>
    <message>
        <source>There are no %1 yet</source>
        <translation>Det finns inga %1 än</translation>
    </message>
    <message>
        <source>Loading %1...</source>
        <translation>Läser in %1...</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>Markera en rad först.</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 markerade</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Kopiera cell</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>Kopiera rader som CSV</translation>
    </message>
    <message>
        <source>Copy rows as JSON</source>
        <translation>Kopiera rader som JSON</translation>
    </message>
    <message>
        <source>Copy rows as Markdown</source>
        <translation>Kopiera rader som Markdown</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n were not deleted.</source>
        <translation>
            <numerusform>Stoppat: %n togs inte bort.</numerusform>
            <numerusform>Stoppat: %n togs inte bort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>The key is locked</source>
        <translation>Nyckeln är låst</translation>
    </message>
    <message>
        <source>The %1 are loaded once the profile&apos;s key is unlocked with its passphrase.</source>
        <translation>%1 läses in när profilens nyckel har låsts upp med sin lösenfras.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås upp</translation>
    </message>
    <message>
        <source>Stop loading</source>
        <translation>Sluta läsa in</translation>
    </message>
    <message>
        <source>Refresh by itself</source>
        <translation>Uppdatera automatiskt</translation>
    </message>
    <message>
        <source>Ask the platform what it allows here (OPTIONS)</source>
        <translation>Fråga plattformen vad den tillåter här (OPTIONS)</translation>
    </message>
    <message>
        <source>Offer all that the API description knows</source>
        <translation>Erbjud allt som API-beskrivningen känner till</translation>
    </message>
    <message>
        <source>Also what the platform&apos;s answer to OPTIONS does not name. Remembered for this profile and path.</source>
        <translation>Även det som plattformens svar på OPTIONS inte nämner. Sparas för den här profilen och sökvägen.</translation>
    </message>
    <message>
        <source>The platform has said what it allows here</source>
        <translation>Plattformen har sagt vad den tillåter här</translation>
    </message>
    <message>
        <source>The platform did not say what it allows here</source>
        <translation>Plattformen har inte sagt vad den tillåter här</translation>
    </message>
    <message>
        <source>Choose a row in the list, or fill the ids in from a callback.</source>
        <translation>Välj en rad i listan, eller fyll i id:na från ett återanrop.</translation>
    </message>
    <message>
        <source>Change the path...</source>
        <translation>Ändra sökvägen...</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importera...</translation>
    </message>
    <message>
        <source>%1 was created.</source>
        <translation>%1 skapades.</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>%1 ändrades.</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 togs bort.</translation>
    </message>
    <message>
        <source>Change many...</source>
        <translation>Ändra flera...</translation>
    </message>
    <message>
        <source>There is nowhere to remember what was sent.</source>
        <translation>Det finns ingenstans att spara vad som har skickats.</translation>
    </message>
    <message>
        <source>There is no row to change.</source>
        <translation>Det finns ingen rad att ändra.</translation>
    </message>
    <message>
        <source>What I changed here</source>
        <translation>Det jag har ändrat här</translation>
    </message>
    <message>
        <source>Review before sending, here too</source>
        <translation>Granska före sändning, även här</translation>
    </message>
    <message>
        <source>JSON Patch bulk</source>
        <translation>JSON Patch massändring</translation>
    </message>
</context>
<context>
    <name>ui::ReviewDialog</name>
    <message>
        <source>Review</source>
        <translation>Granska</translation>
    </message>
    <message>
        <source>This will be created</source>
        <translation>Det här skapas</translation>
    </message>
    <message>
        <source>This will be changed: %1</source>
        <translation>Det här ändras: %1</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Skillnader</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Begärans innehåll</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Fortsätt redigera</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Skapa</translation>
    </message>
    <message numerus="yes">
        <source>Send %n change(s)</source>
        <translation>
            <numerusform>Skicka %n ändring</numerusform>
            <numerusform>Skicka %n ändringar</numerusform>
        </translation>
    </message>
    <message>
        <source>The selected difference in full</source>
        <translation>Den valda skillnaden i sin helhet</translation>
    </message>
    <message>
        <source>Before: %1
After: %2</source>
        <translation>Före: %1
Efter: %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ingenting</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
</context>
<context>
    <name>ui::ReviewPanel</name>
    <message>
        <source>Read again</source>
        <translation>Läs igen</translation>
    </message>
    <message>
        <source>Add to the console</source>
        <translation>Lägg till i konsolen</translation>
    </message>
    <message>
        <source>Paths begin at</source>
        <translation>Sökvägar börjar vid</translation>
    </message>
    <message>
        <source>What the document brings</source>
        <translation>Vad dokumentet tillför</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Visa</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Alla (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: &quot;New table&quot;, %2: how many</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Lägg undan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Fetching the document: %1</source>
        <translation>Hämtar dokumentet: %1</translation>
    </message>
    <message>
        <source>Reading the document...</source>
        <translation>Läser dokumentet...</translation>
    </message>
</context>
<context>
    <name>ui::RotationDialog</name>
    <message>
        <source>Abandon</source>
        <translation>Överge</translation>
    </message>
    <message>
        <source>The old one has leaked</source>
        <translation>Det gamla har läckt</translation>
    </message>
    <message>
        <source>Upload again</source>
        <translation>Ladda upp igen</translation>
    </message>
    <message>
        <source>Rotate the key pair of %1</source>
        <translation>Byt nyckelpar för %1</translation>
    </message>
    <message>
        <source>You can close this at any step, and go on later from there.</source>
        <translation>Du kan stänga vid vilket steg som helst och fortsätta därifrån senare.</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 bitar</translation>
    </message>
    <message>
        <source>Name of the next key pair</source>
        <translation>Namn på nästa nyckelpar</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Längd</translation>
    </message>
    <message>
        <source>Disables the old key pair at once and for good, before the next one is accepted.</source>
        <translation>Spärrar det gamla nyckelparet genast och för gott, innan nästa är godtaget.</translation>
    </message>
    <message>
        <source>Generate the next key pair</source>
        <translation>Skapa nästa nyckelpar</translation>
    </message>
    <message>
        <source>Upload its public key</source>
        <translation>Ladda upp dess publika nyckel</translation>
    </message>
    <message>
        <source>Verify that the platform takes it</source>
        <translation>Verifiera att plattformen godtar det</translation>
    </message>
    <message>
        <source>Let the profile sign with it</source>
        <translation>Låt profilen signera med det</translation>
    </message>
    <message>
        <source>The old key pair is disabled already</source>
        <translation>Det gamla nyckelparet är redan spärrat</translation>
    </message>
    <message>
        <source>Retire the old key pair</source>
        <translation>Fasa ut det gamla nyckelparet</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Klart: %1</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Nu: %1</translation>
    </message>
    <message>
        <source>Later: %1</source>
        <translation>Senare: %1</translation>
    </message>
    <message>
        <source>the old one</source>
        <translation>det gamla</translation>
    </message>
    <message>
        <source>%1 is disabled: %2 can&apos;t sign any request until the steps below are done.</source>
        <translation>%1 är spärrat: %2 kan inte signera några begäranden förrän stegen nedan är klara.</translation>
    </message>
    <message>
        <source>%1 goes on signing with %2 until the platform has accepted the next key pair.</source>
        <translation>%1 fortsätter att signera med %2 tills plattformen har godtagit nästa nyckelpar.</translation>
    </message>
    <message>
        <source>Upload the public key of %1. From then on the platform refuses tokens of the old one (assumed: it knows one key for a domain).</source>
        <translation>Ladda upp den publika nyckeln för %1. Därefter avvisar plattformen det gamlas token (antaget: den känner till en nyckel per domän).</translation>
    </message>
    <message>
        <source>Upload the public key of %1. The platform may refuse the old one from then on (assumed: it knows one key for a domain), so take the next two steps right after this.</source>
        <translation>Ladda upp den publika nyckeln för %1. Plattformen kan avvisa den gamla därefter (antaget: den känner till en nyckel per domän), så ta de nästa två stegen direkt efter detta.</translation>
    </message>
    <message>
        <source>%1 signs with %2. Retire %3: it stays in the list, and can be removed later.</source>
        <translation>%1 signerar med %2. Fasa ut %3: det står kvar i listan och kan tas bort senare.</translation>
    </message>
    <message>
        <source>%1 signs with %2. %3 stays active, because %4 signs with it, too; rotate there as well.</source>
        <translation>%1 signerar med %2. %3 förblir aktivt, eftersom även %4 signerar med det; byt nyckel där också.</translation>
    </message>
    <message>
        <source>Done: %1 signs with %2.</source>
        <translation>Klart: %1 signerar med %2.</translation>
    </message>
    <message>
        <source>Generate key pair</source>
        <translation>Skapa nyckelpar</translation>
    </message>
    <message>
        <source>Upload to the sandbox</source>
        <translation>Ladda upp till sandlådan</translation>
    </message>
    <message>
        <source>I have uploaded it</source>
        <translation>Jag har laddat upp den</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifiera</translation>
    </message>
    <message>
        <source>Sign with it</source>
        <translation>Signera med det</translation>
    </message>
    <message>
        <source>Retire the old one</source>
        <translation>Fasa ut det gamla</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Slutför</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Generating...</source>
        <translation>Skapar...</translation>
    </message>
    <message>
        <source>Verifying...</source>
        <translation>Verifierar...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Continue later</source>
        <translation>Fortsätt senare</translation>
    </message>
    <message>
        <source>Forgets the rotation. The next key pair stays in the list.</source>
        <translation>Glömmer nyckelbytet. Nästa nyckelpar står kvar i listan.</translation>
    </message>
    <message>
        <source>Give the key pair a name.</source>
        <translation>Ge nyckelparet ett namn.</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <translation>Fortsätt ändå</translation>
    </message>
    <message>
        <source>You can go on without an answer, where you are sure that the public key of %1 was uploaded. If the platform does not have it, every request of %2 is refused.</source>
        <translation>Du kan fortsätta utan svar om du är säker på att den publika nyckeln för %1 har laddats upp. Har plattformen den inte nekas varje begäran från %2.</translation>
    </message>
    <message>
        <source>Let %2 sign with %1 from now on; %3 is kept.</source>
        <translation>Låt %2 signera med %1 från och med nu; %3 behålls.</translation>
    </message>
    <message>
        <source>Let %2 sign with %1 from now on; %3 stays disabled.</source>
        <translation>Låt %2 signera med %1 från och med nu; %3 förblir spärrat.</translation>
    </message>
</context>
<context>
    <name>ui::RowActions</name>
    <message>
        <source>Show: %1</source>
        <translation>Visa: %1</translation>
    </message>
    <message>
        <source>%1...</source>
        <translation>%1...</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>Markera en rad först.</translation>
    </message>
    <message>
        <source>This row names none.</source>
        <translation>Raden anger ingen.</translation>
    </message>
</context>
<context>
    <name>ui::RowFiles</name>
    <message>
        <source>Play</source>
        <translation>Spela upp</translation>
    </message>
    <message>
        <source>Download...</source>
        <translation>Ladda ner...</translation>
    </message>
    <message>
        <source>Send a file...</source>
        <translation>Skicka en fil...</translation>
    </message>
    <message>
        <source>Select a row first.</source>
        <translation>Markera en rad först.</translation>
    </message>
    <message>
        <source>This is no sound.</source>
        <translation>Det här är inget ljud.</translation>
    </message>
    <message>
        <source>Play it here</source>
        <translation>Spela upp den här</translation>
    </message>
    <message>
        <source>Save the files of the selected rows</source>
        <translation>Spara de markerade radernas filer</translation>
    </message>
    <message>
        <source>The profile&apos;s key can&apos;t be used.</source>
        <translation>Profilens nyckel kan inte användas.</translation>
    </message>
    <message>
        <source>Send a file from this computer to the platform</source>
        <translation>Skicka en fil från den här datorn till plattformen</translation>
    </message>
    <message>
        <source>It could not be fetched.</source>
        <translation>Den kunde inte hämtas.</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>Hämtar %1</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Spara som</translation>
    </message>
    <message numerus="yes">
        <source>Save %n files in</source>
        <translation>
            <numerusform>Spara %n fil i</numerusform>
            <numerusform>Spara %n filer i</numerusform>
        </translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>Skicka en fil</translation>
    </message>
    <message>
        <source>Sounds (*.wav *.mp3 *.ogg)</source>
        <translation>Ljud (*.wav *.mp3 *.ogg)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alla filer (*)</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>Ersätta %1?</translation>
    </message>
    <message>
        <source>Send %1?</source>
        <translation>Skicka %1?</translation>
    </message>
    <message>
        <source>There is a file of this name on the platform. What it holds now is lost when %1 (%2) takes its place.</source>
        <translation>Det finns en fil med det namnet på plattformen. Dess nuvarande innehåll går förlorat när %1 (%2) ersätter den.</translation>
    </message>
    <message>
        <source>%1 (%2) is sent to the platform.</source>
        <translation>%1 (%2) skickas till plattformen.</translation>
    </message>
    <message>
        <source>Replace %1</source>
        <translation>Ersätt %1</translation>
    </message>
    <message>
        <source>Send %1</source>
        <translation>Skicka %1</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Låt bli</translation>
    </message>
    <message>
        <source>Files are on their way: %1.</source>
        <translation>Filer är på väg: %1.</translation>
    </message>
    <message>
        <source>%1 is being downloaded, or waits to be resumed.</source>
        <translation>%1 laddas ner, eller väntar på att återupptas.</translation>
    </message>
</context>
<context>
    <name>ui::SavedPatchesDialog</name>
    <message>
        <source>Saved patches</source>
        <translation>Sparade patchar</translation>
    </message>
    <message>
        <source>A saved patch is applied to whatever is open. ${deviceId} in it stands for that property of the resource, ${/a/b} for what the JSON Pointer points to.</source>
        <translation>En sparad patch tillämpas på det som är öppet. ${deviceId} i den står för den egenskapen hos resursen, ${/a/b} för det som JSON Pointer pekar på.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Tillämpa</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Byt namn</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>The chosen patch</source>
        <translation>Den valda patchen</translation>
    </message>
    <message>
        <source>Name for the patch that is open</source>
        <translation>Namn på den öppna patchen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>No patch is saved yet.</source>
        <translation>Ingen patch har sparats än.</translation>
    </message>
    <message>
        <source>The patch named %1 was replaced.</source>
        <translation>Patchen %1 ersattes.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Sparad.</translation>
    </message>
    <message>
        <source>Delete a saved patch</source>
        <translation>Ta bort en sparad patch</translation>
    </message>
    <message>
        <source>%1 is deleted for good.</source>
        <translation>%1 tas bort för gott.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behåll</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 togs bort.</translation>
    </message>
</context>
<context>
    <name>ui::SecretClipboard</name>
    <message>
        <source>The secret was taken out of the clipboard.</source>
        <translation>Hemligheten togs bort ur urklipp.</translation>
    </message>
    <message numerus="yes">
        <source>Copied, and marked as secret. It leaves the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Kopierat och markerat som hemligt. Det lämnar urklipp om %n sekund.</numerusform>
            <numerusform>Kopierat och markerat som hemligt. Det lämnar urklipp om %n sekunder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SendReview</name>
    <message>
        <source>This will be sent to production</source>
        <translation>Det här skickas till produktion</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Fortsätt redigera</translation>
    </message>
    <message>
        <source>Send %1</source>
        <translation>Skicka %1</translation>
    </message>
    <message>
        <source>This will be sent</source>
        <translation>Detta kommer att skickas</translation>
    </message>
</context>
<context>
    <name>ui::SendRowsDialog</name>
    <message>
        <source>Send %1</source>
        <translation>Skicka %1</translation>
    </message>
    <message>
        <source>Send %1?</source>
        <translation>Skicka %1?</translation>
    </message>
    <message>
        <source>%1 will be created, %2 changed. Rows that are unchanged, invalid or duplicates are not sent.</source>
        <translation>%1 skapas, %2 ändras. Rader som är oförändrade, ogiltiga eller dubbletter skickas inte.</translation>
    </message>
    <message>
        <source>Keep looking</source>
        <translation>Fortsätt titta</translation>
    </message>
</context>
<context>
    <name>ui::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>Sidor</translation>
    </message>
</context>
<context>
    <name>ui::SnippetMenu</name>
    <message>
        <source>Copy as</source>
        <translation>Kopiera som</translation>
    </message>
    <message>
        <source>With the token in it</source>
        <translation>Med token i koden</translation>
    </message>
    <message>
        <source>Else the code reads it from the environment variable TOKEN</source>
        <translation>Annars läser koden den från miljövariabeln TOKEN</translation>
    </message>
</context>
<context>
    <name>ui::StagedReviewDialog</name>
    <message>
        <source>Keep editing</source>
        <translation>Fortsätt redigera</translation>
    </message>
    <message>
        <source>Open to compare</source>
        <translation>Öppna för att jämföra</translation>
    </message>
    <message>
        <source>Review what is staged</source>
        <translation>Granska det väntande</translation>
    </message>
    <message>
        <source>These requests will be sent to production</source>
        <translation>De här begärandena skickas till produktion</translation>
    </message>
    <message>
        <source>These requests will be sent</source>
        <translation>De här begärandena kommer att skickas</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) sent</source>
        <translation>
            <numerusform>%n ändring skickad</numerusform>
            <numerusform>%n ändringar skickade</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Begäranden</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Begäran</translation>
    </message>
    <message>
        <source>Body of the request</source>
        <translation>Begärans innehåll</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Skillnader</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Skickar...</translation>
    </message>
    <message numerus="yes">
        <source>Send %n change(s)</source>
        <translation>
            <numerusform>Skicka %n ändring</numerusform>
            <numerusform>Skicka %n ändringar</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 are to be sent</source>
        <translation>
            <numerusform>%n av %1 ska skickas</numerusform>
            <numerusform>%n av %1 ska skickas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n skickad</numerusform>
            <numerusform>%n skickade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent: they stay staged</source>
        <translation>
            <numerusform>%n inte skickad: den förblir väntande</numerusform>
            <numerusform>%n inte skickade: de förblir väntande</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be sent as they are</source>
        <translation>
            <numerusform>%n kan inte skickas som den är</numerusform>
            <numerusform>%n kan inte skickas som de är</numerusform>
        </translation>
    </message>
    <message>
        <source>The request was copied; it reads the token from TOKEN.</source>
        <translation>Begäran kopierades; den läser token från TOKEN.</translation>
    </message>
</context>
<context>
    <name>ui::StagedView</name>
    <message>
        <source>Review and send the checked...</source>
        <translation>Granska och skicka de förkryssade...</translation>
    </message>
    <message>
        <source>Discard the checked...</source>
        <translation>Kasta de förkryssade...</translation>
    </message>
    <message>
        <source>Nothing is staged</source>
        <translation>Inget väntar</translation>
    </message>
    <message>
        <source>Edits of any resource collect here until they are sent. They survive a crash.</source>
        <translation>Ändringar av alla slags resurser samlas här tills de skickas. De överlever en krasch.</translation>
    </message>
    <message>
        <source>Staged changes</source>
        <translation>Väntande ändringar</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Kryssa för alla</translation>
    </message>
    <message>
        <source>Check none</source>
        <translation>Kryssa ur alla</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 checked</source>
        <translation>
            <numerusform>%n av %1 förkryssad</numerusform>
            <numerusform>%n av %1 förkryssade</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard what is staged</source>
        <translation>Kasta det väntande</translation>
    </message>
    <message numerus="yes">
        <source>%n staged change(s) that were not sent are forgotten.</source>
        <translation>
            <numerusform>%n väntande ändring som inte har skickats glöms bort.</numerusform>
            <numerusform>%n väntande ändringar som inte har skickats glöms bort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)</source>
        <translation>
            <numerusform>Kasta %n ändring</numerusform>
            <numerusform>Kasta %n ändringar</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behåll dem</translation>
    </message>
    <message numerus="yes">
        <source>%n staged change(s) discarded</source>
        <translation>
            <numerusform>%n väntande ändring kastades</numerusform>
            <numerusform>%n väntande ändringar kastades</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::StepView</name>
    <message>
        <source>Document after the operations so far</source>
        <translation>Dokumentet efter operationerna så här långt</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Som det är</translation>
    </message>
    <message numerus="yes">
        <source>Before the first of %n operation(s)</source>
        <translation>
            <numerusform>Före den första av %n operation</numerusform>
            <numerusform>Före den första av %n operationer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After all %n operation(s)</source>
        <translation>
            <numerusform>Efter %n operation</numerusform>
            <numerusform>Efter alla %n operationer</numerusform>
        </translation>
    </message>
    <message>
        <source>After operation %1 of %2</source>
        <translation>Efter operation %1 av %2</translation>
    </message>
</context>
<context>
    <name>ui::TableLayout</name>
    <message>
        <source>Reset columns</source>
        <translation>Återställ kolumner</translation>
    </message>
</context>
<context>
    <name>ui::TenantCommands</name>
    <message>
        <source>Export tenant...</source>
        <translation>Exportera kund...</translation>
    </message>
    <message>
        <source>Compare tenants...</source>
        <translation>Jämför kunder...</translation>
    </message>
    <message>
        <source>Export tenant</source>
        <translation>Exportera kund</translation>
    </message>
    <message>
        <source>Tenant exports (*.json)</source>
        <translation>Kundexporter (*.json)</translation>
    </message>
    <message>
        <source>Exporting %1 (%2 of %3)</source>
        <extracomment>name of a list, its number, number of lists</extracomment>
        <translation>Exporterar %1 (%2 av %3)</translation>
    </message>
    <message numerus="yes">
        <source>%n resource(s) were exported to %1</source>
        <translation>
            <numerusform>%n resurs exporterades till %1</numerusform>
            <numerusform>%n resurser exporterades till %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Some lists are not in the export. %1</source>
        <translation>Några listor finns inte med i exporten. %1</translation>
    </message>
    <message>
        <source>Stop the tenant export</source>
        <translation>Avbryt exporten av kunden</translation>
    </message>
    <message>
        <source>A tenant is being exported.</source>
        <translation>En kund exporteras.</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>Exporten avbröts.</translation>
    </message>
</context>
<context>
    <name>ui::TenantCompareDialog</name>
    <message>
        <source>Swap</source>
        <translation>Byt plats</translation>
    </message>
    <message>
        <source>Compare tenants</source>
        <translation>Jämför kunder</translation>
    </message>
    <message>
        <source>Filter the differences</source>
        <translation>Filtrera skillnaderna</translation>
    </message>
    <message>
        <source>Resources that differ</source>
        <translation>Resurser som skiljer sig åt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>The tenant now</source>
        <translation>Kunden nu</translation>
    </message>
    <message>
        <source>An export...</source>
        <translation>En export...</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Första</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Andra</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>side of a comparison, what to compare with</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Choose an export of a tenant</source>
        <translation>Välj en kundexport</translation>
    </message>
    <message>
        <source>Tenant exports (*.json);;All files (*)</source>
        <translation>Kundexporter (*.json);;Alla filer (*)</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>inget än</translation>
    </message>
    <message>
        <source>Reading and comparing...</source>
        <translation>Läser och jämför...</translation>
    </message>
    <message>
        <source>Choose what to compare: the tenant as it is now, or files that “Export tenant...” has written.</source>
        <translation>Välj vad som ska jämföras: kunden som den är nu, eller filer som ”Exportera kund...” har skrivit.</translation>
    </message>
    <message>
        <source>%1 differ, %2 are equal.</source>
        <translation>%1 skiljer sig åt, %2 är lika.</translation>
    </message>
    <message numerus="yes">
        <source>Stage %n edit(s) that make the first like the second</source>
        <translation>
            <numerusform>Lägg %n ändring som väntande: gör den första lik den andra</numerusform>
            <numerusform>Lägg %n ändringar som väntande: gör den första lik den andra</numerusform>
        </translation>
    </message>
    <message>
        <source>Select at most %1 rows: each edit is reviewed.</source>
        <translation>Markera högst %1 rader: varje ändring granskas.</translation>
    </message>
    <message>
        <source>%1 Review and send them on the page “Changes”.</source>
        <translation>%1 Granska och skicka dem på sidan ”Ändringar”.</translation>
    </message>
</context>
<context>
    <name>ui::TimelinePicture</name>
    <message>
        <source>Time line of the token</source>
        <translation>Tidslinje för token</translation>
    </message>
</context>
<context>
    <name>ui::TimelineView</name>
    <message>
        <source>Now</source>
        <translation>Nu</translation>
    </message>
    <message>
        <source>Moment of the check</source>
        <translation>Tidpunkt för kontrollen</translation>
    </message>
    <message>
        <source>Check at this moment again, second by second</source>
        <translation>Kontrollera åter som just nu, sekund för sekund</translation>
    </message>
    <message>
        <source>The times of the token are drawn here.</source>
        <translation>Tiderna för token ritas här.</translation>
    </message>
    <message>
        <source>Checked now, %1</source>
        <translation>Kontrollerad nu, %1</translation>
    </message>
    <message>
        <source>Checked as if it were %1</source>
        <translation>Kontrollerad som om klockan vore %1</translation>
    </message>
</context>
<context>
    <name>ui::TokenEdit</name>
    <message>
        <source>Paste or drop a token here</source>
        <translation>Klistra in eller släpp en token här</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read: %2. Choose another one, or change its permissions.</source>
        <translation>Filen %1 kan inte läsas: %2. Välj en annan, eller ändra dess behörigheter.</translation>
    </message>
</context>
<context>
    <name>ui::TokensPage</name>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspektera</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Skapa</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Paste a token</source>
        <translation>Klistra in en token</translation>
    </message>
    <message>
        <source>Inspect the profile&apos;s token</source>
        <translation>Inspektera profilens token</translation>
    </message>
    <message>
        <source>The clipboard holds no text. Copy a token first.</source>
        <translation>Urklipp innehåller ingen text. Kopiera en token först.</translation>
    </message>
</context>
<context>
    <name>ui::TopBar</name>
    <message>
        <source>Find anything   Ctrl+K</source>
        <translation>Sök överallt   Ctrl+K</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Klocka</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Sök överallt</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <comment>profile name and domain</comment>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>Connect your own domain...</source>
        <translation>Anslut din egen domän...</translation>
    </message>
    <message>
        <source>Edit this profile...</source>
        <translation>Redigera profilen...</translation>
    </message>
</context>
<context>
    <name>ui::TrafficFilter</name>
    <message>
        <source>Any time</source>
        <translation>När som helst</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Senaste timmen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>I dag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>I går</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Senaste 7 dagarna</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Senaste 30 dagarna</translation>
    </message>
    <message>
        <source>Between...</source>
        <translation>Mellan...</translation>
    </message>
    <message>
        <source>Filter by time</source>
        <translation>Filtrera på tid</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Från</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Till</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Filter by number</source>
        <translation>Filtrera på nummer</translation>
    </message>
</context>
<context>
    <name>ui::TransferBar</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Återuppta</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>Progress of the files</source>
        <translation>Filernas förlopp</translation>
    </message>
    <message>
        <source>Stop the files that are on their way</source>
        <translation>Stoppa filerna som är på väg</translation>
    </message>
    <message>
        <source>Go on with the files that were stopped</source>
        <translation>Fortsätt med filerna som stoppades</translation>
    </message>
    <message>
        <source>Forget the files that were sent or downloaded</source>
        <translation>Glöm filerna som har skickats eller laddats ner</translation>
    </message>
</context>
<context>
    <name>ui::TypedConfirmation</name>
    <message>
        <source>This is production. Type the id to go on: %1</source>
        <translation>Detta är produktion. Skriv id:t för att fortsätta: %1</translation>
    </message>
    <message>
        <source>This is production. Type the number to go on: %1</source>
        <translation>Detta är produktion. Skriv antalet för att fortsätta: %1</translation>
    </message>
</context>
<context>
    <name>ui::UndoOffer</name>
    <message>
        <source>The changes were discarded.</source>
        <translation>Ändringarna kastades.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ångra</translation>
    </message>
    <message>
        <source>Undo...</source>
        <translation>Ångra...</translation>
    </message>
</context>
<context>
    <name>ui::UploadKeyDialog</name>
    <message>
        <source>Upload to the sandbox</source>
        <translation>Ladda upp till sandlådan</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifiera</translation>
    </message>
    <message>
        <source>Upload %1</source>
        <translation>Ladda upp %1</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>%1 signs with %2 from now on</source>
        <translation>%1 signerar med %2 från och med nu</translation>
    </message>
    <message>
        <source>Sign with it in %1</source>
        <translation>Signera med det i %1</translation>
    </message>
</context>
<context>
    <name>ui::UploadPanel</name>
    <message>
        <source>Copy public key</source>
        <translation>Kopiera publik nyckel</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Publik nyckel</translation>
    </message>
    <message>
        <source>The public key was copied.</source>
        <translation>Den publika nyckeln kopierades.</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portal</translation>
    </message>
    <message>
        <source>Address of the portal</source>
        <translation>Portalens adress</translation>
    </message>
    <message>
        <source>Open portal</source>
        <translation>Öppna portalen</translation>
    </message>
    <message>
        <source>There: %1</source>
        <translation>Där: %1</translation>
    </message>
    <message>
        <source>The embedded sandbox takes the public key at once.</source>
        <translation>Den inbyggda sandlådan tar emot den publika nyckeln genast.</translation>
    </message>
    <message>
        <source>Copy the public key, open the portal, and upload it there. The private key stays on this computer.</source>
        <translation>Kopiera den publika nyckeln, öppna portalen och ladda upp den där. Den privata nyckeln stannar på den här datorn.</translation>
    </message>
    <message>
        <source>The portal of this region is not known. Type its address; it is remembered.</source>
        <translation>Portalen för den här regionen är inte känd. Skriv dess adress; den sparas.</translation>
    </message>
    <message>
        <source>This is no https address.</source>
        <translation>Det här är ingen https-adress.</translation>
    </message>
    <message>
        <source>Assumed: no public page names the portal of this region. Correct the address where it is another one; it is remembered.</source>
        <translation>Antaget: ingen publik sida nämner portalen för den här regionen. Rätta adressen om den är en annan; den sparas.</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the address instead.</source>
        <translation>Ingen webbläsare kunde öppnas. Kopiera adressen i stället.</translation>
    </message>
</context>
<context>
    <name>ui::UrlDialog</name>
    <message>
        <source>Import from URL</source>
        <translation>Importera från URL</translation>
    </message>
    <message>
        <source>Address of the document</source>
        <translation>Dokumentets adress</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Hämta</translation>
    </message>
    <message>
        <source>It is fetched without your token or any password.</source>
        <translation>Det hämtas utan din token och utan lösenord.</translation>
    </message>
</context>
<context>
    <name>ui::VerdictView</name>
    <message>
        <source>no key</source>
        <translation>ingen nyckel</translation>
    </message>
    <message>
        <source>Try every key</source>
        <translation>Prova alla nycklar</translation>
    </message>
    <message>
        <source>Key to check with</source>
        <translation>Nyckel att kontrollera med</translation>
    </message>
    <message>
        <source>Domain to check against</source>
        <translation>Domän att kontrollera mot</translation>
    </message>
    <message>
        <source>Looks for the key that signed this token among all that are known</source>
        <translation>Letar bland alla kända nycklar efter den som signerade denna token</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Nyckel</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domän</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifiera</translation>
    </message>
    <message>
        <source>No key: decode only</source>
        <translation>Ingen nyckel: avkoda bara</translation>
    </message>
    <message>
        <source>What the platform would answer to a token stands here.</source>
        <translation>Här står vad plattformen skulle svara på en token.</translation>
    </message>
    <message>
        <source>Decoded only. Choose a key to verify the token with, or try every key.</source>
        <translation>Bara avkodad. Välj en nyckel att verifiera token med, eller prova alla nycklar.</translation>
    </message>
    <message>
        <source>This is a private key, not a token. Import it on the page Keys; it is not kept here. Empty the field, and the clipboard.</source>
        <translation>Det här är en privat nyckel, inte en token. Importera den på sidan Nycklar; här sparas den inte. Töm fältet och urklipp.</translation>
    </message>
    <message>
        <source>callbacks</source>
        <translation>återanrop</translation>
    </message>
</context>
<context>
    <name>ui::VerifyPanel</name>
    <message>
        <source>Details</source>
        <translation>Detaljer</translation>
    </message>
    <message>
        <source>Asking the platform...</source>
        <translation>Frågar plattformen...</translation>
    </message>
    <message>
        <source>Verify sends one request, a GET that changes nothing, signed with this key pair, and says whether the platform took it.</source>
        <translation>Verifiera skickar en begäran, en GET som inte ändrar något, signerad med det här nyckelparet, och säger om plattformen godtog det.</translation>
    </message>
    <message>
        <source>Passphrase of the linked file</source>
        <translation>Lösenfras för den länkade filen</translation>
    </message>
</context>
</TS>
