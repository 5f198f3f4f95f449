namespace MarsKb.Codes;

/// <summary>What a word says about the number or name that comes next.</summary>
internal enum WordRole
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>It is a code: <c>error 34513</c>.</summary>
    Error,

    /// <summary>It is a code, a name without a striking shape too: <c>code: LowSpace</c>.</summary>
    Code,

    /// <summary>It is a code unless a noun before it says otherwise: <c>ID: 34513</c>, but <c>thread ID 34513</c>.</summary>
    Id,

    /// <summary>It is a code after a colon or an equals sign: <c>status=407</c>, but <c>status of 407 jobs</c>.</summary>
    Label,

    /// <summary>It is a code when it is an HTTP status: <c>HTTP 407</c>, <c>HTTP/1.1 407</c>.</summary>
    Http,

    /// <summary>It is a code after "with": <c>fails with 34513</c>.</summary>
    Failure,

    /// <summary>Stands between such a word and the code: <c>error number 34513</c>.</summary>
    Link,

    /// <summary>Stands around a code and says nothing: <c>Win32 error 5</c>, <c>exit code 5</c>.</summary>
    Filler,

    /// <summary>Whose id or number it is: <c>ticket #48812</c>, <c>process id 4312</c>. That is no error code.</summary>
    Owner,

    /// <summary>It is something else: <c>line 34513</c>, <c>port 443</c>.</summary>
    Other,
}

/// <summary>The words around codes, in the languages that Windows and its users speak most.</summary>
internal static class CodeMarkers
{
    private const int Longest = 24;

    private static readonly Dictionary<string, WordRole> s_roles = Roles();
    private static readonly Dictionary<string, WordRole>.AlternateLookup<ReadOnlySpan<char>> s_bySpan = s_roles.GetAlternateLookup<ReadOnlySpan<char>>();

    // Runs of Chinese, Japanese and Korean end with one of these right before the code.
    internal static readonly string[] ScriptEndings = ["エラー", "コード", "番号", "错误", "錯誤", "代码", "代碼", "错误码", "錯誤碼", "오류", "코드", "에러", "ข้อผิดพลาด", "รหัส"];

    /// <summary>All words with a role; words that end like <c>…ErrorCode</c> have one too.</summary>
    public static IEnumerable<KeyValuePair<string, WordRole>> All => s_roles;

    public static WordRole Role(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || word.Length > Longest) return WordRole.Plain;
        if (s_bySpan.TryGetValue(word, out WordRole role)) return role;
        return word.Length > 7 && (word.EndsWith("errorcode", StringComparison.OrdinalIgnoreCase) || word.EndsWith("hresult", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("error_code", StringComparison.OrdinalIgnoreCase) || word.EndsWith("errorid", StringComparison.OrdinalIgnoreCase)) ? WordRole.Code : WordRole.Plain;
    }

    public static WordRole ScriptRole(ReadOnlySpan<char> run)
    {
        foreach (string ending in ScriptEndings)
        {
            if (run.EndsWith(ending, StringComparison.Ordinal)) return WordRole.Error;
        }

        return run is "は" or "が" or "是" or "为" or "為" or "は、" ? WordRole.Link : WordRole.Plain;
    }

    /// <summary>Length of the marker that a number is stuck to: 2 in <c>ID34513</c>; 0 for none.</summary>
    public static int Stuck(ReadOnlySpan<char> word)
    {
        int letters = CodeText.FirstDigit(word);
        if (letters < 2) return 0;
        ReadOnlySpan<char> head = word[..letters].TrimEnd('_');
        return Role(head) is WordRole.Error or WordRole.Code or WordRole.Id or WordRole.Http && !head.Equals("e", StringComparison.OrdinalIgnoreCase) ? letters : 0;
    }

    private static Dictionary<string, WordRole> Roles()
    {
        Dictionary<string, WordRole> roles = new(StringComparer.OrdinalIgnoreCase);
        Add(WordRole.Error, "error err errno event hresult ntstatus winerror win32error lasterror getlasterror eventid event_id event_code fehler fehlernummer ereignis ereignisid"
            + " erreur evenement événement errore erro fout fel fejl feil virhe błąd chyba hiba hata ошибка ошибки помилка помилки error_number errornumber error_no errorno stopcode bugcheck");
        Add(WordRole.Code, "code codes errorcode error_code errcode err_code errorid error_id resultcode result_code returncode return_code exitcode exit_code statuscode status_code"
            + " eventcode fehlercode fehlerid codice código codigo foutcode felkod fejlkode feilkode virhekoodi kod kód kode hibakód kodu код código_de_erro codeerreur");
        Add(WordRole.Id, "id ids");
        Add(WordRole.Label, "status result hr rc reason exception retval ret");
        Add(WordRole.Http, "http https");
        Add(WordRole.Failure, "fail fails failed failing failure fehlgeschlagen échoué");
        Add(WordRole.Link, "is was with number num no nr nº numéro numero nummer número номер lautet ist est es mit avec con с");
        Add(WordRole.Filler, "win32 windows exit return returned system internal hex decimal proxy server and or d de del di");
        Add(WordRole.Owner, "thread process job task session user request activity correlation ticket device machine tenant subscription client object record container instance item"
            + " transaction row customer order product disk volume snapshot issue case incident bug pr pull room phone zip area postal country source promo qr tracking trace operation"
            + " agent vault group policy contact account employee invoice article build run batch message node vm kb chapter section figure table step version slot floor building");
        Add(WordRole.Other, "line zeile ligne line_number lineno port ports pid tid threadid processid char column col page offset size length count total elapsed duration took after"
            + " ver v timeout seconds seq sequence revision year since");
        return roles;

        void Add(WordRole role, string words)
        {
            foreach (string word in words.Split(' ')) roles.Add(word, role);
        }
    }
}
