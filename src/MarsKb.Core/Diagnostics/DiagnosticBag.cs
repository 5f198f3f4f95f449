using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MarsKb.Diagnostics;

/// <summary>
/// Every fault that content can have, each a method: all wording stands here. A sentence says what is wrong and how to mend it.
/// The table in <c>docs/writing-content.md</c> lists the same codes.
/// </summary>
/// <remarks>One bag belongs to one file and one thread.</remarks>
sealed class DiagnosticBag
{
    const int MostPerFile = 100;

    readonly List<Diagnostic> found = [];

    public bool HasErrors { get; private set; }

    /// <summary>True for a draft: what an editor has yet to write is a warning, not an error.</summary>
    public bool IsDraft { get; set; }

    public ImmutableArray<Diagnostic> ToImmutable() => [.. found];

    public int Length => found.Count;

    public Diagnostic this[int index] => found[index];

    /// <summary>Says again what was said of this file when it was the same.</summary>
    public void Repeat(Diagnostic said) => Add(said.Severity, said.Code, said.Location, said.Text);

    // Files and folders

    public void FolderUnusable(string folder, string why) =>
        Error("MKB001", new SourceLocation("", 0, 0), $"The content folder {Show(folder)} cannot be used: {why}. Name the folder that holds components.yaml, entries, actions, matrix and flows.");

    public void FileUnreadable(SourceLocation at, string why) =>
        Error("MKB002", at, $"The file could not be read: {Plain(why)} Check that it exists and may be read.");

    public void FileTooLarge(SourceLocation at, long bytes, long most) =>
        Error("MKB003", at, $"The file has {Number(bytes)} bytes; {Number(most)} is the most. Split it.");

    public void LineTooLong(SourceLocation at, long bytes, long most) =>
        Error("MKB004", at, $"The line has {Number(bytes)} bytes; {Number(most)} is the most. Break it up.");

    public void NotUtf8(SourceLocation at, string what) =>
        Error("MKB005", at, $"{what} Save the file as UTF-8.");

    public void ControlCharacter(SourceLocation at, char c) =>
        Error("MKB006", at, $"The control character {Name(c)} does not belong in content. Delete it.");

    public void FileOutOfPlace(SourceLocation at) =>
        Error("MKB007", at, "Nothing reads a file of this kind here. Entries are entries/*.md, shared actions actions/*.md, tables matrix/*.yaml, flows flows/*.yaml, the components components.yaml. Move or rename it.");

    public void LinkLeavesFolder(SourceLocation at) =>
        Error("MKB008", at, "This link leads out of the content folder, or nowhere. Put the file itself here.");

    public void FolderTooLarge(SourceLocation at, string what) =>
        Error("MKB009", at, $"The content folder holds {what}. Nothing beyond that is read: take files out.");

    public void ChangedWhileRead(SourceLocation at) =>
        Error("MKB010", at, "The file kept changing while it was read. Save it again when whatever writes it has finished.");

    void TooManyFaults(SourceLocation at) =>
        Error("MKB011", at, $"The file has more than {MostPerFile} faults; the rest are not listed. Mend these first.");

    public void InvisibleCharacter(SourceLocation at, char c) =>
        Warning("MKB012", at, $"The invisible character {Name(c)} stands here. Delete it: it breaks search, copying and codes.");

    // YAML

    public void TabIndentation(SourceLocation at) =>
        Error("MKB020", at, "A tab indents this line. Indent YAML with spaces.");

    public void YamlTooDeep(SourceLocation at, int most) =>
        Error("MKB021", at, $"Lists and mappings stand more than {most} deep. Flatten them.");

    public void AnchorOrAlias(SourceLocation at, char mark) =>
        Error("MKB022", at, $"Anchors and aliases are not read. If the text itself begins with '{mark}', put it in single quotes; else write the value out.");

    public void Tag(SourceLocation at) =>
        Error("MKB023", at, "Tags are not read. If the text itself begins with '!', put it in single quotes; else delete the tag.");

    public void SecondDocument(SourceLocation at, string mark) =>
        Error("MKB024", at, $"'{mark}' begins or ends a YAML document; a file holds exactly one. Delete the line, or move what follows to a file of its own.");

    public void MergeKey(SourceLocation at) =>
        Error("MKB025", at, "Merge keys ('<<') are not read. Write the values out.");

    public void ColonInText(SourceLocation at) =>
        Error("MKB026", at, "A ':' inside a plain text makes YAML see a second key. Put the whole text in single quotes; if a key was meant, mend its indentation.");

    public void UnclosedQuote(SourceLocation at) =>
        Error("MKB027", at, "The quote that opens here is not closed. Add the closing quote; inside single quotes an apostrophe is written twice.");

    public void ReservedStart(SourceLocation at, char c) =>
        Error("MKB028", at, $"A plain text cannot begin with '{c}'. Put it in single quotes.");

    public void YamlSyntax(SourceLocation at, string why) =>
        Error("MKB029", at, $"This is not YAML as it stands: {why}");

    public void BackslashInDoubleQuotes(SourceLocation at, string escape) =>
        Error("MKB030", at, $"In double quotes {Show(escape)} is an escape sequence, not a backslash. Use single quotes, in which every character stands for itself.");

    public void NothingWritten(SourceLocation at, string what) =>
        Error("MKB031", at, $"There is nothing here; {what} was expected.");

    public void RootNotMapping(SourceLocation at, string found, string what) =>
        Error("MKB032", at, $"{found} stands where {what} was expected. Write 'key: value' lines.");

    public void KeyNotText(SourceLocation at) =>
        Error("MKB033", at, "A key must be one word. If the value begins with '[' or '{', put it in single quotes.");

    public void DuplicateYamlKey(SourceLocation at, string key, SourceLocation first) =>
        Error("MKB034", at, $"{Show(key)} is written twice here, first in line {first.Line}. Keep one.");

    public void UnknownKey(SourceLocation at, string key, string what, string? near, IEnumerable<string> known) =>
        Error("MKB035", at, near is null
            ? $"{Show(key)} is not a key of {what}. Known are {string.Join(", ", known)}."
            : $"{Show(key)} is not a key of {what}. Did you mean '{near}'?");

    public void MissingKeys(SourceLocation at, string what, IReadOnlyCollection<string> keys) =>
        Error("MKB036", at, $"{Capital(what)} needs {And(keys)}. Add {(keys.Count == 1 ? "it" : "them")}.");

    public void WrongType(SourceLocation at, string key, string found, string wanted) =>
        Error("MKB037", at, $"'{key}' is {found}, but {wanted} is needed.");

    public void NoValue(SourceLocation at, string key) =>
        Error("MKB038", at, $"{Show(key)} has no value. Give it one or delete it; if the word itself is meant, put it in single quotes.");

    public void CutByComment(SourceLocation at) =>
        Warning("MKB039", at, "A space and '#' begin a comment: the text ends before it. Put the whole text in single quotes, or write the comment on a line of its own.");

    public void BadDate(SourceLocation at, string value) =>
        Error("MKB040", at, $"{Show(value)} is not a date. Write it as YYYY-MM-DD, such as 2026-11-22.");

    public void BlankText(SourceLocation at, string key) =>
        Error("MKB041", at, $"'{key}' is blank. Write something or delete the key.");

    public void MoreThanOneLine(SourceLocation at, string key) =>
        Error("MKB042", at, $"'{key}' must be one line. Take the line break out.");

    public void TooManyItems(SourceLocation at, string key, int most) =>
        Error("MKB043", at, $"'{key}' has more than {Number(most)} items. Take some out or split the file.");

    // Entries: front matter

    public void FrontMatterMissing(SourceLocation at) =>
        Error("MKB101", at, "The file must begin with front matter: a line '---', the keys, a line '---'. Nothing may stand before it.");

    public void FrontMatterNotClosed(SourceLocation at) =>
        Error("MKB102", at, "The front matter that begins here is not closed. Add a line '---' after the last key.");

    public void BadKey(SourceLocation at, string key) =>
        Error("MKB103", at, $"{Show(key)} cannot be a key. Use a code as printed or a slug: letters a-z, digits and '-', at most 80.");

    public void KeyIsNotFirstCode(SourceLocation at, string key, string code) =>
        Unfinished("MKB104", at, $"The key of an entry with codes is its first code: '{code}', not {Show(key)}.");

    public void UnknownWord(SourceLocation at, string key, string value, string? near, IEnumerable<string> allowed) =>
        Error("MKB105", at, near is null
            ? $"{Show(value)} is no value of '{key}'. Allowed are {string.Join(", ", allowed)}."
            : $"{Show(value)} is no value of '{key}'. Did you mean '{near}'?");

    public void TitleTooLong(SourceLocation at, int length, int most) =>
        Error("MKB106", at, $"The title has {length} characters; {most} is the most. Say it shorter.");

    public void NothingPrinted(SourceLocation at) =>
        Error("MKB107", at, "An entry of kind error needs codes or messages: what the software shows. Add one, or make it 'kind: guide'.");

    public void BadCode(SourceLocation at, string code) =>
        Error("MKB108", at, $"{Show(code)} does not read as a code. Write it as the software prints it, without words around it: 34513, 0x80070005, SalLowDiskSpace.");

    public void BadLanguage(SourceLocation at, string language) =>
        Error("MKB109", at, $"{Show(language)} is not a language tag. Write one such as en, de or pt-BR.");

    public void PlaceholderNotClosed(SourceLocation at) =>
        Error("MKB110", at, "The '{' here has no '}'. Write a placeholder as {name}.");

    public void PlaceholderEmpty(SourceLocation at) =>
        Error("MKB111", at, "A placeholder needs a name. Write {name}, such as {volume}.");

    public void PlaceholderNested(SourceLocation at) =>
        Warning("MKB112", at, "A brace inside or outside a placeholder is shown as it stands. Write {name} if a placeholder is meant.");

    public void PlaceholdersDiffer(SourceLocation at, string missing, string language) =>
        Error("MKB113", at, $"This text and the one in {language} above must use the same placeholders; {missing}. Make them match.");

    public void BadAgentRange(SourceLocation at, string value) =>
        Error("MKB114", at, $"{Show(value)} is not a range of agent versions. Write '>= 2.0.9249.0', '< 2.0.9250.0' or '2.0.9000.0 - 2.0.9249.0'.");

    public void BadSourceAddress(SourceLocation at, string value) =>
        Error("MKB115", at, $"{Show(value)} is not an address of a source. Write one that begins with https:// or http://.");

    public void ReviewByTooEarly(SourceLocation at) =>
        Error("MKB116", at, "'reviewBy' is not later than 'reviewed'. Give the day when this is to be checked again.");

    public void RepeatedValue(SourceLocation at, string key, string value) =>
        Error("MKB117", at, $"{Show(value)} stands twice under '{key}'. Keep one.");

    public void TypographicCharacter(SourceLocation at, char c, string where) =>
        Warning("MKB118", at, $"{Name(c)} stands in {where}. The software prints and takes plain quotes, hyphens and spaces: write those.");

    public void MarkupInTitle(SourceLocation at) =>
        Warning("MKB119", at, "A title is plain text; Markdown in it is shown as it stands. Take the marks out.");

    // Entries: body

    public void SummaryMissing(SourceLocation at) =>
        Error("MKB120", at, "The summary is missing. Say before the first heading, in one to three sentences, what this is and what it means.");

    public void UnknownHeading(SourceLocation at, string heading, string allowed) =>
        Error("MKB121", at, $"The heading {Show(heading)} has no place here. Allowed are {allowed}.");

    public void SetextHeading(SourceLocation at) =>
        Error("MKB122", at, "A line of '=' or '-' below a text makes it a heading. Write headings with '##'; separate a list or line from the text above by a blank line.");

    public void HeadingWithoutId(SourceLocation at) =>
        Error("MKB123", at, "The heading needs a title and an id: '## Cause: The disk is full {#disk-full}'.");

    public void BadId(SourceLocation at, string id) =>
        Error("MKB124", at, $"{Show(id)} cannot be an id. Use letters a-z, digits and '-', at most 64, beginning with a letter or digit.");

    public void DuplicateId(SourceLocation at, string id, SourceLocation first) =>
        Error("MKB125", at, $"The id '{id}' is taken, in line {first.Line}. Choose another.");

    public void HowToTellMissing(SourceLocation at) =>
        Unfinished("MKB126", at, "There is more than one cause, so each needs '### How to tell': how to see that it is this one and no other.");

    public void DoThisMissing(SourceLocation at) =>
        Unfinished("MKB127", at, "'### Do this' is missing. Add it, with one numbered list of actions.");

    public void DoThisNotOneList(SourceLocation at) =>
        Error("MKB128", at, "'### Do this' holds one numbered list and nothing else. Indent what belongs to an item by three spaces; put the rest into the text or the notes.");

    public void EmptySection(SourceLocation at, string heading) =>
        Error("MKB129", at, $"Nothing stands under {Show(heading)}. Write something or delete the heading.");

    public void RepeatedSection(SourceLocation at, string heading, SourceLocation first) =>
        Error("MKB130", at, $"{Show(heading)} stands twice, first in line {first.Line}. Join the two.");

    public void NoAction(SourceLocation at) =>
        Unfinished("MKB131", at, "The entry has no action. Add '## Cause: … {#id}' or '## Procedure: … {#id}' with '### Do this'.");

    public void IncludeMixed(SourceLocation at) =>
        Error("MKB132", at, "An included action is an item of 'Do this' by itself: '{{action: id}}' and nothing else.");

    public void IncludeInAction(SourceLocation at) =>
        Error("MKB133", at, "A shared action cannot include another. Write the actions out.");

    public void ActionBodyNotList(SourceLocation at) =>
        Error("MKB134", at, "A shared action's file holds one numbered list and nothing else.");

    // Markdown

    public void RawHtml(SourceLocation at) =>
        Error("MKB140", at, "HTML is not read. Write Markdown; put what the reader fills in, such as <InstallPath>, into `code`; write a bare '<' as '&lt;'.");

    public void Image(SourceLocation at) =>
        Error("MKB141", at, "Images are not shown. Say it in words, or link to the picture.");

    public void BadAddress(SourceLocation at, string address) =>
        Error("MKB142", at, $"The link leads to {Show(address)}. Addresses begin with https://, http:// or mailto:; inside MarsKb write kb:key or kb:key#id.");

    public void LinkWithoutText(SourceLocation at) =>
        Error("MKB143", at, "The link has no text. Write what it leads to between the square brackets.");

    public void LinkTitle(SourceLocation at) =>
        Error("MKB144", at, "A link's title (the quoted text after the address) is not shown. Delete it or say it in the text.");

    public void ReferenceDefinition(SourceLocation at) =>
        Error("MKB145", at, "Addresses are written in the link itself: [text](https://…). Move this one there.");

    public void FenceNotClosed(SourceLocation at) =>
        Error("MKB146", at, "The code block that begins here is not closed. Add a line with the same fence after the code.");

    public void FenceLanguage(SourceLocation at, string language, IEnumerable<string> known) =>
        Error("MKB147", at, $"{(language.Length == 0 ? "The code block names no language" : Show(language) + " is not a language of a code block")}. Write one of {string.Join(", ", known)} after the fence, then the caption.");

    public void IndentedCode(SourceLocation at) =>
        Error("MKB148", at, "Four spaces make this a code block. Use a fence (```) for code; else indent less.");

    public void TableRagged(SourceLocation at, int found, int wanted) =>
        Error("MKB149", at, $"The row has {found} cells, the table's head {wanted}. Add or take out cells; write a '|' that belongs to the text as '\\|'.");

    public void TableWithoutSeparator(SourceLocation at) =>
        Error("MKB150", at, "This looks like a table, but the line '| --- | --- |' below its head is missing.");

    public void ForeignSyntax(SourceLocation at, string what) =>
        Error("MKB151", at, $"{Show(what)} means nothing here. Only CommonMark and pipe tables are read.");

    public void TooManyMarks(SourceLocation at, string what, int most) =>
        Error("MKB152", at, $"The paragraph, list or table that begins here has more than {Number(most)} {what}. Split it.");

    public void MarkdownTooDeep(SourceLocation at, int most) =>
        Error("MKB153", at, $"Quotes, lists or emphasis stand more than {most} deep. Flatten them.");

    public void TableTooLarge(SourceLocation at, string what, int most) =>
        Error("MKB154", at, $"The table has more than {Number(most)} {what}. Make it a matrix table or split it.");

    public void NotAllowedHere(SourceLocation at, string what, string where) =>
        Error("MKB155", at, $"{what} is not allowed in {where}. Take it out.");

    public void HtmlRemoved(SourceLocation at, string what) =>
        Error("MKB156", at, $"{Show(what)} came out of the renderer but is not on its list of safe HTML, and was removed. This is a fault of MarsKb: report it with this text.");

    // Flows

    public void UnknownStep(SourceLocation at, string step, string? near) =>
        Error("MKB201", at, near is null
            ? $"This flow has no step {Show(step)}. Add it or correct the name."
            : $"This flow has no step {Show(step)}. Did you mean '{near}'?");

    public void StepNeverReached(SourceLocation at, string step) =>
        Error("MKB202", at, $"No answer leads to '{step}'. Lead one there or delete the step.");

    public void DeadEnd(SourceLocation at, string step) =>
        Error("MKB203", at, $"From '{step}' no outcome can be reached. Lead it on to one.");

    public void LoopWithoutExit(SourceLocation at, string loop) =>
        Error("MKB204", at, $"The loop {loop} has no way out. Lead one of its steps on to an outcome.");

    public void LeadsToItself(SourceLocation at, string step) =>
        Error("MKB205", at, $"'{step}' leads straight to itself. Lead it to another step.");

    public void ComputedLoop(SourceLocation at, string loop) =>
        Error("MKB206", at, $"The loop {loop} asks nothing, so it would never end. Lead one of its branches elsewhere.");

    public void NumberOfChoices(SourceLocation at, int number, int fewest, int most) =>
        Error("MKB207", at, $"{Count(number, "choice stands", "choices stand")} here; {fewest} to {most} are needed. {(number < fewest ? "Add some." : "Take some out or ask in two steps.")}");

    public void DontKnowIsAKey(SourceLocation at) =>
        Error("MKB208", at, "'dont-know' is no choice of a checklist. Write the key 'dontKnow' with the step that it leads to.");

    public void NothingIn(SourceLocation at, string key) =>
        Error("MKB209", at, $"'{key}' is empty. Write something or delete the key.");

    public void BadFlowValue(SourceLocation at, string value, string type) =>
        Error("MKB210", at, $"{Show(value)} is not a valid {type} here. Write one that the step itself would take.");

    public void MinAboveMax(SourceLocation at) =>
        Error("MKB211", at, "'min' is above 'max'. Swap them.");

    public void UnitOfOther(SourceLocation at, string type) =>
        Error("MKB212", at, $"Only a number has a unit of its own; a {type} brings its own or needs none. Delete it.");

    public void BoundOfText(SourceLocation at) =>
        Error("MKB213", at, "A text has no bounds. Delete 'min' and 'max'.");

    public void BadMinutes(SourceLocation at, string value) =>
        Error("MKB214", at, $"{Show(value)} is not a number of minutes. Write a whole number from 1.");

    public void BranchShape(SourceLocation at) =>
        Error("MKB220", at, "A branch has either 'when' or 'otherwise: true'. Write one of them.");

    public void OtherwiseNotLast(SourceLocation at) =>
        Error("MKB221", at, "Branches below 'otherwise' are never reached. Make it the last.");

    public void OnlyTrue(SourceLocation at, string key) =>
        Error("MKB222", at, $"'{key}' is written as '{key}: true' or not at all. For the opposite use 'not'.");

    public void ConditionShape(SourceLocation at) =>
        Error("MKB223", at, "A condition is 'all', 'any' or 'not', or a 'step' with one comparison. Write one of these; combine several with 'all'.");

    public void ConditionTooDeep(SourceLocation at, int most) =>
        Error("MKB224", at, $"Conditions stand more than {most} deep. Use several branches or decisions.");

    public void ConditionStep(SourceLocation at, string step, string? near) =>
        Error("MKB225", at, near is null
            ? $"{Show(step)} is no step of this flow that is answered. Name one; a step of a subflow is 'caller.step'."
            : $"{Show(step)} is no step of this flow that is answered. Did you mean '{near}'?");

    public void ComparisonOfOther(SourceLocation at, string comparison, string step, string type, IEnumerable<string> allowed) =>
        Error("MKB226", at, $"'{comparison}' cannot be asked of '{step}', which is {type}. Allowed are {string.Join(", ", allowed)}.");

    public void UnknownChoice(SourceLocation at, string step, string choice, string? near, IEnumerable<string> known) =>
        Error("MKB227", at, near is null
            ? $"'{step}' has no choice {Show(choice)}. It has {string.Join(", ", known)}."
            : $"'{step}' has no choice {Show(choice)}. Did you mean '{near}'?");

    public void BadConstant(SourceLocation at, string step, string value, string example) =>
        Error("MKB228", at, $"{Show(value)} does not compare with the answers to '{step}'. Write a value such as {Show(example)}.");

    public void NeverHolds(SourceLocation at, string why) =>
        Error("MKB229", at, $"This can never hold: {why}. Correct or delete it.");

    public void AlwaysHolds(SourceLocation at, string why) =>
        Error("MKB230", at, $"This always holds: {why}. Correct or delete it.");

    public void DecisionGap(SourceLocation at, string example) =>
        Error("MKB231", at, $"No branch is taken when {example}. Add a branch, or 'otherwise: true' as the last.");

    public void UsedBeforeAsked(SourceLocation at, string step) =>
        Error("MKB232", at, $"'{step}' is not answered on every way to this decision. Ask it before, or guard the comparison with 'answered: true'.");

    public void UnknownFlow(SourceLocation at, string flow, string? near) =>
        Error("MKB240", at, near is null
            ? $"There is no flow {Show(flow)}. Add it or correct the name."
            : $"There is no flow {Show(flow)}. Did you mean '{near}'?");

    public void FlowCallsItself(SourceLocation at, string flow, string caller) =>
        Error("MKB241", at, flow == caller ? "The flow calls itself. Lead to a step instead." : $"'{flow}' leads back to '{caller}', so they would call each other for ever. Break the circle.");

    public void FaultyFlow(SourceLocation at, string flow, string path) =>
        Error("MKB242", at, $"The flow '{flow}' has a fault of its own. Mend {path}.");

    public void SubflowsTooDeep(SourceLocation at, int most) =>
        Error("MKB243", at, $"Subflows stand more than {most} deep. Call fewer flows from flows.");

    public void TooManySteps(SourceLocation at, int most) =>
        Error("MKB244", at, $"With this subflow the flow has more than {Number(most)} steps. Split it.");

    public void UnknownOutcome(SourceLocation at, string outcome, string flow, string? near, IEnumerable<string> known) =>
        Error("MKB245", at, near is null
            ? $"'{flow}' does not end in {Show(outcome)}. It ends in {string.Join(", ", known.Order(StringComparer.Ordinal).Take(12))}."
            : $"'{flow}' does not end in {Show(outcome)}. Did you mean '{near}'?");

    public void UnknownEntry(SourceLocation at, string entry, string? near) =>
        Error("MKB250", at, near is null
            ? $"There is no entry {Show(entry)}. Add it or correct the name."
            : $"There is no entry {Show(entry)}. Did you mean '{near}'?");

    public void UnknownCause(SourceLocation at, string entry, string cause, string? near) =>
        Error("MKB251", at, near is null
            ? $"The entry '{entry}' has no cause {Show(cause)}. Correct the id."
            : $"The entry '{entry}' has no cause {Show(cause)}. Did you mean '{near}'?");

    public void BadKnownAnswer(SourceLocation at, string step, string why) =>
        Error("MKB252", at, $"This is no answer to '{step}'. {why}");

    public void NoDontKnow(SourceLocation at, string step, string what) =>
        Warning("MKB260", at, $"'{step}' has no way for somebody who can't tell. Add {what} that leads to how to find out.");

    public void OutcomeWithoutAction(SourceLocation at, string step) =>
        Warning("MKB261", at, $"The outcome '{step}' says nothing to do next. Add 'actions'.");

    public void StepTitleLong(SourceLocation at, int length, int most) =>
        Warning("MKB262", at, $"The title has {length} characters; up to {most} can be read at a glance. Say it shorter.");

    public void StepTextLong(SourceLocation at, string key, int length, int most) =>
        Warning("MKB263", at, $"'{key}' has {Number(length)} characters; up to {Number(most)} are read. Say it shorter or link to an entry.");

    public void ManyChoices(SourceLocation at, int most) =>
        Warning("MKB264", at, $"There are more than {most} choices besides 'dont-know'. Ask in two steps.");

    // Across files

    public void DuplicateKey(SourceLocation at, string key, string other) =>
        Error("MKB301", at, $"The key {Show(key)} belongs to {other}. Keys are one name space, compared without case: choose another.");

    public void DuplicateAlias(SourceLocation at, string alias, string other) =>
        Error("MKB302", at, $"The alias {Show(alias)} belongs to {other}. Keep it in one place.");

    public void AliasIsKey(SourceLocation at, string alias, string other) =>
        Error("MKB303", at, $"The alias {Show(alias)} is the key of {other}. Delete it here.");

    /// <param name="draft">True when the other entry is a draft.</param>
    public void SharedCode(SourceLocation at, string code, string other, bool draft = false) =>
        Unfinished("MKB304", at, $"{Show(code)} is also a code of '{other}'. If both are right, each names the other under 'related'; else delete it from one.", draft);

    public void BrokenLink(SourceLocation at, string key, string? near) =>
        Error("MKB305", at, near is null
            ? $"No entry, table or flow has the key {Show(key)}. Correct the link."
            : $"No entry, table or flow has the key {Show(key)}. Did you mean '{near}'?");

    public void BrokenAnchor(SourceLocation at, string key, string anchor, string? near) =>
        Error("MKB306", at, near is null
            ? $"'{key}' has no cause or row {Show(anchor)}. Correct the id after '#'."
            : $"'{key}' has no cause or row {Show(anchor)}. Did you mean '{near}'?");

    public void LinkByAlias(SourceLocation at, string alias, string key) =>
        Warning("MKB307", at, $"{Show(alias)} is an earlier name of '{key}'. Write the key.");

    public void UnknownRelated(SourceLocation at, string key, string? near) =>
        Error("MKB308", at, near is null
            ? $"No entry, table or flow has the key {Show(key)}. Correct or delete it under 'related'."
            : $"No entry, table or flow has the key {Show(key)}. Did you mean '{near}'?");

    public void RelatedToItself(SourceLocation at) =>
        Error("MKB309", at, "An entry is not related to itself. Delete its own key under 'related'.");

    public void UnknownComponent(SourceLocation at, string id, string? near) =>
        Error("MKB310", at, near is null
            ? $"components.yaml has no component {Show(id)}. Add it there or correct the name."
            : $"components.yaml has no component {Show(id)}. Did you mean '{near}'?");

    public void UnknownAction(SourceLocation at, string id, string? near) =>
        Error("MKB311", at, near is null
            ? $"No file in actions has the id {Show(id)}. Add one or correct the name."
            : $"No file in actions has the id {Show(id)}. Did you mean '{near}'?");

    public void FaultyAction(SourceLocation at, string id, string path) =>
        Error("MKB312", at, $"The shared action '{id}' has a fault of its own. Mend {path}.");

    public void UnusedAction(SourceLocation at, string id) =>
        Error("MKB313", at, $"No entry and no flow includes the action '{id}'. Include it with '{{{{action: {id}}}}}' or delete the file.");

    public void ReviewPassed(SourceLocation at, DateOnly day) =>
        Warning("MKB314", at, $"The review date {Date(day)} has passed. Check the page against its sources, then set 'reviewed' and 'reviewBy'.");

    public void FileNameNotKey(SourceLocation at, string name, string wanted) =>
        Warning("MKB315", at, $"The file is named {Show(name)}. Name it after its key: '{wanted}'.");

    public void ComponentsMissing() =>
        Error("MKB316", new SourceLocation("components.yaml", 0, 0), "components.yaml is missing. Add it, with the parts of the product that entries belong to.");

    public void LinkToDraft(SourceLocation at, string key) =>
        Error("MKB318", at, $"'{key}' is a draft, which readers don't see. Finish it first (take 'state: draft' out), or take the link out.");

    public void SynonymAlone(SourceLocation at, string phrase) =>
        Error("MKB317", at, $"{Show(phrase)} stands alone in its group. Add what means the same, or delete the group.");

    public void SynonymUnused(SourceLocation at, string phrase) =>
        Warning("MKB319", at, $"{Show(phrase)} comes down to a single word once the small words are gone, and is not used. Say it in other words, or take it out.");

    public void SynonymInTwoGroups(SourceLocation at, string phrase, string other) =>
        Warning("MKB320", at, $"{Show(phrase)} stands in the group of {Show(other)} too, and makes one of two ideas. Leave it in the group that it means, or join the groups.");

    public void SynonymUnmet(SourceLocation at, string first) =>
        Warning("MKB321", at, $"No phrase of the group of {Show(first)} stands in the content, so it finds nothing. Add the words that the content uses, or delete the group.");

    // Matrix tables

    public void ColumnsAndRows(SourceLocation at) =>
        Error("MKB401", at, "'columns' and 'rows' belong together. Add the other, or leave both out and write notes.");

    public void NothingInTable(SourceLocation at) =>
        Error("MKB402", at, "The table has neither rows nor notes. Add 'columns' and 'rows', or 'notes'.");

    public void UnknownCell(SourceLocation at, string column, string? near, IEnumerable<string> known) =>
        Error("MKB403", at, near is null
            ? $"The table has no column {Show(column)}. Its columns are {string.Join(", ", known)}."
            : $"The table has no column {Show(column)}. Did you mean '{near}'?");

    public void BadCell(SourceLocation at, string value, string type, string example) =>
        Error("MKB404", at, $"{Show(value)} is not a value of type {type}. Write {example}.");

    public void RowWithoutName(SourceLocation at, string column) =>
        Error("MKB405", at, $"The row has no cell '{column}'. The first column names the row: fill it in.");

    public void FirstColumnType(SourceLocation at, string type) =>
        Error("MKB406", at, $"The first column names the row, so it cannot be of type {type}. Use text, version or host.");

    // Rules of the support check

    public void UnknownTable(SourceLocation at, string key, string? near) =>
        Error("MKB501", at, near is null
            ? $"No table of the matrix has the key {Show(key)}. Correct the name before '#'."
            : $"No table of the matrix has the key {Show(key)}. Did you mean '{near}'?");

    public void UnknownRow(SourceLocation at, string table, string row, string? near) =>
        Error("MKB502", at, near is null
            ? $"The table '{table}' has no row {Show(row)}. A rule rests on a row: correct the id after '#', or delete the rule."
            : $"The table '{table}' has no row {Show(row)}. Did you mean '{near}'?");

    public void RowWithoutRule(SourceLocation at, string table, string row) =>
        Error("MKB503", at, $"No rule of the support check uses the row '{table}#{row}'. Add a rule to check.yaml, or name the row there under 'unused'.");

    public void TableWithoutRule(SourceLocation at, string table) =>
        Warning("MKB504", at, $"No rule of the support check uses the table '{table}'. Add rules to check.yaml, or name its rows there under 'unused'.");

    public void UsedAndUnused(SourceLocation at, string table, string row) =>
        Error("MKB505", at, $"A rule uses the row '{table}#{row}'. Delete it under 'unused'.");

    public void RuleWithoutRow(SourceLocation at, string rule) =>
        Error("MKB506", at, $"The rule '{rule}' rests on no row. Write 'table#row' under 'rows', or add the words of the table's notes as 'note'.");

    public void UnknownQuestion(SourceLocation at, string name, string? near, IEnumerable<string> known) =>
        Error("MKB507", at, near is null
            ? $"The support check does not ask {Show(name)}. It asks {string.Join(", ", known)}."
            : $"The support check does not ask {Show(name)}. Did you mean '{near}'?");

    public void UnknownCheckAnswer(SourceLocation at, string question, string value, IEnumerable<string> known) =>
        Error("MKB508", at, $"{Show(value)} is no answer to '{question}' that a rule can name. Write {string.Join(", ", known)}.");

    public void RowSaysNoVerdict(SourceLocation at, string row) =>
        Error("MKB509", at, $"The row '{row}' says neither yes nor no. Add 'verdict' to the rule.");

    public void NotInMatrix(SourceLocation at, string text, string place) =>
        Error("MKB510", at, $"{Show(text)} does not stand in {place}. A rule says what the matrix says: correct it.");

    public void BadBuilds(SourceLocation at, string text) =>
        Error("MKB511", at, $"{Show(text)} is no build of Windows. Write one such as 10.0.17763, or the first and the last with ' - ' between.");

    public void CannotJudge(SourceLocation at, string judge, string why) =>
        Error("MKB512", at, $"'{judge}' cannot judge this rule: {why}.");

    // Facts that are stated differently in several places

    public void Contradiction(SourceLocation at, string subject, string statements) =>
        Error("MKB601", at, $"{Plain(subject)}: {Plain(statements)}. Make them agree, or say in an editor's note that names them which holds where.");

    public void AnsweredContradiction(SourceLocation at, string subject, string statements, SourceLocation note) =>
        Warning("MKB602", at, $"{Plain(subject)}: {Plain(statements)}. The editor's note in {note.Path}:{note.Line} answers it.");

    void Error(string code, SourceLocation at, string text) => Add(Severity.Error, code, at, text);

    void Unfinished(string code, SourceLocation at, string text, bool draft = false) => Add(draft || IsDraft ? Severity.Warning : Severity.Error, code, at, text);

    void Warning(string code, SourceLocation at, string text) => Add(Severity.Warning, code, at, text);

    void Add(Severity severity, string code, SourceLocation at, string text)
    {
        HasErrors |= severity == Severity.Error;
        if (found.Count < MostPerFile || code == "MKB011") found.Add(new Diagnostic(severity, code, at, text));
        else if (found.Count == MostPerFile) TooManyFaults(at);
    }

    /// <summary>Somebody's text in quotes, on one line, cut, with nothing invisible in it.</summary>
    internal static string Show(string value) => $"'{Plain(value.Length > 60 ? value[..60] + "…" : value)}'";

    static string Plain(string value)
    {
        var clean = new StringBuilder(value.Length);
        foreach (var c in value)
            if (char.IsControl(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append(Code(c));
            else clean.Append(c);
        return clean.ToString();
    }

    static string Name(char c) => c switch
    {
        '\0' => "NUL",
        '\t' => "tab",
        '\u00A0' => "no-break space (U+00A0)",
        '\u00AD' => "soft hyphen (U+00AD)",
        '\u200B' => "zero-width space (U+200B)",
        '\uFEFF' => "byte order mark (U+FEFF)",
        >= '\u2018' and <= '\u201F' => $"the typographic quote {c} ({Code(c)})",
        >= '\u2010' and <= '\u2015' => $"the typographic dash {c} ({Code(c)})",
        _ => Code(c),
    };

    static string Code(char c) => $"U+{(int)c:X4}";

    static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    static string Count(int number, string one, string more) => number == 1 ? $"1 {one}" : $"{Number(number)} {more}";

    static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    static string And(IReadOnlyCollection<string> words) =>
        words.Count == 1 ? words.First() : string.Join(", ", words.SkipLast(1)) + " and " + words.Last();
}
