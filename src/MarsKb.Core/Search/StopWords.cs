using System.Collections.Frozen;

namespace MarsKb.Search;

/// <summary>English words that tell nothing apart. Contractions are written without their apostrophe, as the analyser folds them.</summary>
static class StopWords
{
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        ("a about after again all also am an and any are as at be because been before being but by can cannot cant could did didnt do does doesnt " +
         "doing dont done each either else etc ever every for from get gets getting got had has hasnt have havent he her here him his how i if im in " +
         "into is isnt it its ive just let like may maybe me might more most must my neither no nor not now of off on once only or other our out over " +
         "own per please pls say says she should shouldnt since so some still such than that thats the their them then there theres these they this those through to " +
         "too until up us use used using very via want was wasnt we were werent what whats when where which while who whole whom whose why will with within " +
         "without wont would wouldnt yes yet you your youre youve hi hello thanks thank").Split(' '),
        StringComparer.Ordinal);
}
