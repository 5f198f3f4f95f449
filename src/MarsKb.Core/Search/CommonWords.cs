using System.Collections.Frozen;

namespace MarsKb.Search;

/// <summary>
/// Everyday English words that are rare in a small knowledge base by chance. They may support an answer, they must not decide it,
/// so their rarity counts as if they were common. Unlike stop words they stay searchable, as many of them stand in messages.
/// </summary>
static class CommonWords
{
    /// <summary>Most that such a word weighs, as an inverse document frequency.</summary>
    const float MostIdf = 0.8f;

    /// <summary>The rarity that a term counts with.</summary>
    public static float Limit(string term, float idf)
    {
        if (Terms.Contains(term)) idf = Math.Min(idf, MostIdf);
        return Joining.Contains(term) ? Math.Min(idf, MostIdfOfJoining) : idf;
    }

    /// <summary>Words that join others; they tell two sentences apart that are equal otherwise, and no more.</summary>
    const float MostIdfOfJoining = 0.25f;

    static readonly FrozenSet<string> Joining = FrozenSet.ToFrozenSet(Analyzer.Stems(
        "about after again all also any before during each either else every ever just more most must neither now off once only other out over own per same since some still too until up via within without " +
        // The same of German, French, Spanish, Italian and Portuguese, as messages are pasted in those too.
        "der das den dem des ein eine einen einem einer eines und oder nicht fur mit von im zu zum zur auf aus beim bei ist sind wird wurde werden konnte kann dass durch als nach " +
        "le la les du un une et ou est sont avec dans pas que qui sur au aux par ne ce cette el los las y es con para en se del al por lo il gli di da della delle dei nel nella nell " +
        "dell per non che si ad alla all ed o os um uma e com em nao do dos na nos ao"),
        StringComparer.Ordinal);

    /// <summary>Stems, as the analyser makes them.</summary>
    static readonly FrozenSet<string> Terms = FrozenSet.ToFrozenSet(Analyzer.Stems(
        "able actual actually ago allow almost alone along already although always among another anybody anyone anything apparently appear around ask asks asked away back bad " +
        "become becomes begin begins behind believe best better between big bit bring call called calling came case cases cause certain certainly change chose choose chosen clear clearly come comes coming " +
        "common complete completely correct correctly course current currently day days different difficult directly down due during early easily easy else enough entire especially even everybody everyone everything everywhere " +
        "exact exactly example expect expected explain fact far few find fine first five fix follow following found four front full further general generally give given gives go goes going gone good great guess half hand happen happened happens " +
        "hard help here hour hours however idea immediately important indeed inside instead itself keep keeps kept kind knew know known large last late lately later latest least leave leaves left less let level list little long longer look looked looking looks lot " +
        "main make makes making many matter mean means meant meanwhile middle might minute minutes moment month months morning move much myself name near nearly necessary need needed needs never new next night nobody normal normally nothing notice number " +
        "occur occurs often okay old one ones only opposite order otherwise outside part particular past people perhaps person piece place point possible possibly present probably problem problems properly put question questions quick quickly quite rather really " +
        "reason recent recently regarding related remain right round run running said same saw second seconds see seem seemed seems seen send sent set sets several shall short show showed shown shows sick side similar simple simply since single sit sits situation small somebody somehow someone something " +
        "sometime sometimes somewhat somewhere soon sorry stand stands start started still stop stopped stops strange stuff sudden suddenly suggest sure take taken takes talk tell tells ten thing things think third thought three through together told took top total toward towards tried tries true try trying turn turned " +
        "twice two type under understand unfortunately unless usual usually various wait waited waiting wanted wants way ways week weeks well went whatever whether wonder word work worked working works worry worse worst wrong year years yesterday zero " +
        "accept accepts accepted acting act agree answer arrive bother bought break colleague colleagues customer customers company decide department discover eat end ended ends explains feel fetch fetched fetching fire fired fires forever friday guess guy guys holiday " +
        "insists keeping kick kicks learn listed lists lives living monday nobody noticed nowhere office ours owner owners pick picked picks presses press pressed proper ran refuses reject rejects saturday save seconds shows sick sooner staff stay stays sufficient sunday " +
        "surely team thursday tonight tuesday useless visible wednesday weekend weekends whenever wherever wish worried " +
        "unable fail fails failed failing failure error errors affect affects again attempt attempted automatically available both calls case completes detail details effect hour information line lines note page performed please possible previous provide provided require required result results specific specified time times today tomorrow user users value fehler erreur errore fallo falha erro problem probleme problema"),
        StringComparer.Ordinal);
}
