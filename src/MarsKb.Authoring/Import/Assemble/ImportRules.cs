using System.Collections.Immutable;
using MarsKb.Import.Rules;

namespace MarsKb.Import.Assemble;

/// <summary>All that the importer knows about how articles are written, in the order in which it is asked.</summary>
static class ImportRules
{
    public static readonly ImmutableArray<ImportRule> All =
    [
        Parts.FieldRule, Parts.CaseRule, Parts.StepRule, ErrorRow.Rule,
        .. BlockRules.AnyField,
        .. TableRules.All,
        .. BlockRules.ByField.OrderBy(f => f.Key).SelectMany(f => f.Value).Distinct(),
        .. EntryRules.All,
        .. HeadingRules.All,
    ];
}
