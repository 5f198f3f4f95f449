using System.Collections.Immutable;
using System.Reflection;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Infra;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Content.Parsed;

/// <summary>What is written is read again, to the last property: each gets a value of its own by reflection, so a property that somebody adds and does not keep fails here.</summary>
public sealed class RecordTests
{
    const string EntryPath = "entries/x.md";

    [Fact]
    public void An_entry_is_read_as_it_was_written()
    {
        var fill = new Filler(EntryPath);
        var fields = fill.Make<EntryFields>();
        var includes = fill.Make<ImmutableArray<IncludedAction>>();
        var text = fill.Make<EntryText>();
        var written = EntryFile.Kept(EntryPath, new DiagnosticBag(), fields, includes, new(text, []), () => throw new InvalidOperationException());
        var read = Assert.IsType<EntryFile>(Again(EntryPath, FileKind.Entry, written, l => written.Rendering.Render(l)));
        DeepComparison.Same(fields, read.Fields, "fields");
        DeepComparison.Same(includes, read.Includes, "includes");
        DeepComparison.Same(text, read.Rendering.Render(new LinkTargets()), "text");
        Assert.Equal(written.Causes.AsEnumerable(), read.Causes);
        Assert.True(read.Bag.IsDraft);
    }

    [Fact]
    public void A_shared_action_is_read_as_it_was_written()
    {
        const string path = "actions/x.md";
        var fill = new Filler(path);
        var (id, title, text) = (fill.Make<YamlText>(), fill.Make<string>(), fill.Make<ImmutableArray<RichText>>());
        var written = SharedActionFile.Kept(path, new DiagnosticBag(), id, title, new(text, []), () => throw new InvalidOperationException());
        var read = Assert.IsType<SharedActionFile>(Again(path, FileKind.Action, written, l => written.Rendering.Render(l)));
        DeepComparison.Same((id, title, text), (read.Id!, read.Title, read.Rendering.Render(new LinkTargets())), "action");
    }

    [Fact]
    public void A_table_is_read_as_it_was_written()
    {
        const string path = "matrix/x.yaml";
        var fill = new Filler(path);
        var (item, rows, text) = (fill.Make<ItemFields>(), fill.Make<ImmutableArray<YamlText>>(), fill.Make<TableText>());
        var written = MatrixFile.Kept(path, new DiagnosticBag(), item, rows, new(text, []), () => throw new InvalidOperationException());
        var read = Assert.IsType<MatrixFile>(Again(path, FileKind.Matrix, written, l => written.Rendering.Render(l)));
        DeepComparison.Same((item, rows, text), (read.Item!, read.RowNames, read.Rendering.Render(new LinkTargets())), "table");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(SupportLevel.Skipped)]
    [InlineData(-9_007_199_254_740_993L)]
    public void Every_value_of_a_cell_is_read_with_its_type(object? value) => Cell(value);

    [Fact]
    public void Versions_and_lists_of_a_cell_are_read_with_their_type()
    {
        Cell(new Version(2, 0, 9169, 0));
        Cell(new Version(6, 1));
        Cell(ImmutableArray.Create("a", "b"));
    }

    [Fact]
    public void Links_and_warnings_are_read_in_their_order()
    {
        var fill = new Filler(EntryPath);
        var (link, said) = (fill.Make<FollowedLink>(), fill.Make<Diagnostic>());
        ImmutableArray<RenderStep> steps = [new(link, null), new(null, said), new(link with { Path = null }, null)];
        using var writer = new RecordWriter(EntryPath);
        writer.Steps(steps);
        DeepComparison.Same(steps, new RecordReader(EntryPath, writer.ToArray()).Steps(), "steps");
    }

    [Fact]
    public void Half_a_character_is_not_written()
    {
        using var writer = new RecordWriter(EntryPath);
        Assert.Throws<System.Text.EncoderFallbackException>(() => writer.Text("\uD83D"));
    }

    [Fact]
    public void A_place_in_another_file_is_not_written()
    {
        using var writer = new RecordWriter(EntryPath);
        Assert.Throws<InvalidDataException>(() => writer.At(new SourceLocation("entries/y.md", 1, 1)));
    }

    [Fact]
    public void Bytes_that_nobody_wrote_are_refused_and_never_more()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            var file = new ContentFile(new FoundFile(EntryPath, "", FileKind.Entry), null, [], default, new DiagnosticBag());
            Assert.Throws<InvalidDataException>(() => Records.Read(file, bytes));
        }
    }

    static void Cell(object? value)
    {
        const string path = "matrix/x.yaml";
        var fill = new Filler(path);
        var text = fill.Make<TableText>();
        var cells = ImmutableDictionary.Create<string, MatrixCell>(StringComparer.Ordinal).Add("c", new MatrixCell(ColumnType.List, "t", "h", value));
        text = text with { Rows = [new MatrixRow("r", cells)] };
        var written = MatrixFile.Kept(path, new DiagnosticBag(), fill.Make<ItemFields>(), [], new(text, []), () => throw new InvalidOperationException());
        var read = (MatrixFile)Again(path, FileKind.Matrix, written, l => written.Rendering.Render(l));
        var again = read.Rendering.Render(new LinkTargets()).Rows[0].Cells["c"].Value;
        Assert.Equal(value?.GetType(), again?.GetType());
        DeepComparison.Same(value, again, "value");
    }

    static object Again(string path, FileKind kind, object written, Action<LinkTargets> render)
    {
        render(new LinkTargets());
        var bytes = Records.Write(written, []);
        Assert.NotNull(bytes);
        return Records.Read(new ContentFile(new FoundFile(path, "", kind), null, [], default, new DiagnosticBag()), bytes);
    }

    /// <summary>Makes values of any type that content has, no two the same and none of them the default.</summary>
    sealed class Filler(string path)
    {
        int next = 1;

        public T Make<T>() => (T)Make(typeof(T));

        object Make(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string)) return $"text {next++}";
            if (type == typeof(int)) return next++;
            if (type == typeof(bool)) return true;
            if (type == typeof(DateOnly)) return new DateOnly(2026, 1, 1).AddDays(next++);
            if (type == typeof(object)) return (long)next++;
            if (type == typeof(SourceLocation)) return new SourceLocation(path, next++, next++);
            if (type == typeof(YamlText)) return YamlText.Read(Make<string>(), Make<SourceLocation>());
            if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
            if (type.IsGenericType) return type.GetGenericTypeDefinition() switch
            {
                var list when list == typeof(ImmutableArray<>) || list == typeof(IReadOnlyList<>) => Call(nameof(Several), type.GetGenericArguments()[0]),
                var map when map == typeof(ImmutableDictionary<,>) => Call(nameof(Map), type.GetGenericArguments()[1]),
                _ => throw new NotSupportedException($"How is a {type} made?"),
            };
            return Record(type);
        }

        object Record(Type type)
        {
            var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            var parameters = constructor.GetParameters();
            var made = constructor.Invoke([.. parameters.Select(p => Make(p.ParameterType))]);
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanWrite && parameters.All(q => q.Name != p.Name)))
                property.SetValue(made, Make(property.PropertyType));
            return made;
        }

        object Call(string method, Type of) => typeof(Filler).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(of).Invoke(this, [])!;

        ImmutableArray<T> Several<T>() => [Make<T>(), Make<T>()];

        ImmutableDictionary<string, T> Map<T>() => ImmutableDictionary.Create<string, T>(StringComparer.Ordinal).Add(Make<string>(), Make<T>()).Add(Make<string>(), Make<T>());
    }
}
