using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MarsKb.Yaml;

namespace MarsKb.Infra;

/// <summary>Compares two graphs of objects field by field, private ones too, so that nothing can be left out.</summary>
static class DeepComparison
{
    /// <summary>Where the two differ first, or null when they are the same all over.</summary>
    public static string? Difference(object? a, object? b, string what = "") => new Walk().Difference(a, b, what);

    public static void Same(object? a, object? b, string what = "") => Assert.Null(Difference(a, b, what));

    sealed class Walk
    {
        readonly HashSet<(object, object)> seen = new(new Pairs());

        public string? Difference(object? a, object? b, string at)
        {
            if (ReferenceEquals(a, b)) return null;
            if (a is null || b is null || a.GetType() != b.GetType()) return $"{at}: {Show(a)} / {Show(b)}";
            var type = a.GetType();
            if (type.IsPrimitive || type.IsEnum || a is string or decimal or DateOnly or DateTime or TimeSpan or Version) return a.Equals(b) ? null : $"{at}: {Show(a)} / {Show(b)}";
            if (a is Regex pattern) return pattern.ToString() == b.ToString() ? null : $"{at}: {a} / {b}";
            if (a is Delegate) return null;
            if (a is YamlText text) return Difference((text.Value, text.At), (((YamlText)b).Value, ((YamlText)b).At), at);
            if (!type.IsValueType && !seen.Add((a, b))) return null;
            if (a is IDictionary map) return OfMaps(map, (IDictionary)b, at);
            if (a is IEnumerable items && type.Namespace?.StartsWith("MarsKb", StringComparison.Ordinal) != true) return OfLists(items, (IEnumerable)b, at);
            return Fields(type).Select(f => Difference(f.GetValue(a), f.GetValue(b), $"{at}.{f.Name}")).FirstOrDefault(d => d is not null);
        }

        // Keys may be equal by reference alone, and the order of a map is nobody's business.
        string? OfMaps(IDictionary a, IDictionary b, string at) => OfLists(Sorted(a), Sorted(b), at);

        static List<(object Key, object? Value)> Sorted(IDictionary map)
        {
            var pairs = new List<(object Key, object? Value)>();
            for (var each = map.GetEnumerator(); each.MoveNext();) pairs.Add((each.Key, each.Value));
            return [.. pairs.OrderBy(p => p.Key.ToString(), StringComparer.Ordinal)];
        }

        string? OfLists(IEnumerable a, IEnumerable b, string at)
        {
            var (first, second) = (All(a), All(b));
            if (first.Count != second.Count) return $"{at}: {first.Count} / {second.Count}";
            return first.Zip(second).Select((p, i) => Difference(p.First, p.Second, $"{at}[{i}]")).FirstOrDefault(d => d is not null);
        }

        static List<object?> All(IEnumerable items)
        {
            // A default array has no enumerator.
            if (items.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && (bool)type.GetProperty("IsDefault")!.GetValue(items)!) return [];
            return [.. items];
        }

        static IEnumerable<FieldInfo> Fields(Type? type)
        {
            for (; type is not null && type != typeof(object); type = type.BaseType)
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)) yield return field;
        }

        static string Show(object? value) => value is null ? "nothing" : $"{value} ({value.GetType().Name})";
    }

    sealed class Pairs : IEqualityComparer<(object A, object B)>
    {
        public bool Equals((object A, object B) x, (object A, object B) y) => ReferenceEquals(x.A, y.A) && ReferenceEquals(x.B, y.B);

        public int GetHashCode((object A, object B) pair) => HashCode.Combine(RuntimeHelpers.GetHashCode(pair.A), RuntimeHelpers.GetHashCode(pair.B));
    }
}
