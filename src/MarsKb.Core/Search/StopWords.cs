using System.Collections.Frozen;

namespace MarsKb.Search;

/// <summary>English words that tell nothing apart. Contractions are written without their apostrophe, as the analyser folds them.</summary>
static class StopWords
{
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        ("a am an and are as at be because been being but by can cannot cant could did didnt do does doesnt doing dont done etc for from get gets getting " +
         "got had has hasnt have havent he her here him his how i if im in into is isnt it its ive let like may maybe me might my no nor not of on or our " +
         "please pls say says she should shouldnt so such than that thats the their them then there theres these they this those through to us use used " +
         "using very want was wasnt we were werent what whats when where which while who whole whom whose why will with wont would wouldnt yes yet you your " +
         "youre youve hi hello thanks thank").Split(' '),
        StringComparer.Ordinal);
}
