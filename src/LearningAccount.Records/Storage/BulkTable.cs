using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>One value on its way to a column: a text, a whole number, or nothing.</summary>
internal struct Cell
{
    public string? Text;
    public long Whole;
    public bool IsNull;
}

/// <summary>A table of fact versions: its name and columns, for all who write or check it whole.</summary>
public abstract class BulkTable
{
    /// <summary>The columns every table begins with, in this order.</summary>
    internal static readonly string[] Head = ["employer_id", "recorded", "place", "superseded"];

    private protected BulkTable(string name, string[] key, string[] columns, bool[] isText)
    {
        Name = name;
        Key = key;
        Columns = columns;
        WorkerColumn = Array.IndexOf(columns, "worker_id");
        IsText = isText;
        ColumnList = string.Join(", ", [.. Head, .. columns]);
        InHashOrder = [.. Enumerable.Range(0, columns.Length).OrderBy(i => columns[i], StringComparer.Ordinal)];
        NamesUtf8 = [.. columns.Select(Encoding.UTF8.GetBytes)];
    }

    public string Name { get; }

    /// <summary>The columns that make two versions of an employer the same fact; none where each is a fact of its own.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The columns after <see cref="Head"/>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Its versions are each about a worker, or some of them are.</summary>
    internal bool HasWorker => WorkerColumn >= 0;
    private protected int WorkerColumn { get; }
    internal bool[] IsText { get; }
    internal int[] InHashOrder { get; }
    internal byte[][] NamesUtf8 { get; }

    /// <summary>All columns, separated by commas, as a select or an insert names them.</summary>
    public string ColumnList { get; }

    /// <summary>The worker a version is about, of a table that <see cref="HasWorker"/>.</summary>
    internal abstract Guid? WorkerOf(FactVersion row);

    /// <summary>Reads versions of the table, whatever they are of.</summary>
    internal abstract Task<IReadOnlyCollection<FactVersion>> Query(
        DbConnection connection,
        string sql,
        object parameters,
        CancellationToken cancel
    );

    /// <summary>Writes versions as <see cref="Database.Write"/> does, whatever they are of.</summary>
    internal abstract long Write(
        Database database,
        DbConnection connection,
        IEnumerable<FactVersion> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    );
}

/// <summary>
/// A table described once, by the record of its rows: each property is the column of the same name in snake_case.
/// </summary>
public sealed class BulkTable<T> : BulkTable
    where T : FactVersion
{
    private readonly Func<T, string?>?[] texts;
    private readonly Func<T, long?>?[] wholes;

    private BulkTable(string name, string[] key, PropertyInfo[] properties, Func<T, string?>?[] texts, Func<T, long?>?[] wholes)
        : base(name, key, [.. properties.Select(p => Snake(p.Name))], [.. texts.Select(t => t is not null)])
    {
        this.texts = texts;
        this.wholes = wholes;
    }

    internal static BulkTable<T> Named(string name, params string[] key)
    {
        // The order of declaration, those of the base first: origin, then what the table is about.
        PropertyInfo[] properties =
        [
            .. typeof(T)
                .GetProperties()
                .Where(p =>
                    p.GetMethod!.IsPublic && p.SetMethod is not null && !Head.Contains(Snake(p.Name), StringComparer.Ordinal)
                )
                .OrderBy(p => p.DeclaringType == typeof(T))
                .ThenBy(p => p.MetadataToken),
        ];
        return new(name, key, properties, [.. properties.Select(TextOf)], [.. properties.Select(WholeOf)]);
    }

    internal override async Task<IReadOnlyCollection<FactVersion>> Query(
        DbConnection connection,
        string sql,
        object parameters,
        CancellationToken cancel
    ) => await ReadVersions.Query<T>(connection, sql, parameters, cancel);

    internal override long Write(
        Database database,
        DbConnection connection,
        IEnumerable<FactVersion> rows,
        long recorded,
        long firstPlace,
        IncrementalHash hash
    ) => database.Write(connection, this, rows.Cast<T>(), recorded, firstPlace, hash);

    internal void Fill(T row, Span<Cell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            ref var cell = ref cells[i];
            if (texts[i] is { } text)
            {
                cell.Text = text(row);
                cell.IsNull = cell.Text is null;
            }
            else
            {
                var whole = wholes[i]!(row);
                cell.Whole = whole.GetValueOrDefault();
                cell.IsNull = whole is null;
            }
        }
    }

    internal override Guid? WorkerOf(FactVersion row) =>
        texts[WorkerColumn]!((T)row) is { } worker ? Guid.ParseExact(worker, "D") : null;

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static Func<T, string?>? TextOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner == typeof(bool) || inner == typeof(int) || inner == typeof(long))
        {
            return null;
        }
        var row = Expression.Parameter(typeof(T));
        Expression value = Expression.Property(row, property);
        if (type == typeof(string))
        {
            return Expression.Lambda<Func<T, string?>>(value, row).Compile();
        }
        var plain = inner == type ? value : Expression.Property(value, "Value");
        Expression text = inner.IsEnum
            ? Expression.Call(typeof(ColumnText), nameof(ColumnText.Of), [inner], plain)
            : Expression.Call(
                typeof(ColumnText).GetMethod(nameof(ColumnText.Of), [inner])
                    ?? throw new NotSupportedException($"No column text is known for {inner.Name}."),
                plain
            );
        if (inner != type)
        {
            text = Expression.Condition(Expression.Property(value, "HasValue"), text, Expression.Constant(null, typeof(string)));
        }
        return Expression.Lambda<Func<T, string?>>(text, row).Compile();
    }

    private static Func<T, long?>? WholeOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner != typeof(bool) && inner != typeof(int) && inner != typeof(long))
        {
            return null;
        }
        var row = Expression.Parameter(typeof(T));
        Expression value = Expression.Property(row, property);
        if (inner == typeof(bool))
        {
            var truth = inner == type ? value : Expression.Property(value, "Value");
            Expression number = Expression.Condition(
                truth,
                Expression.Constant((long?)1, typeof(long?)),
                Expression.Constant((long?)0, typeof(long?))
            );
            value =
                inner == type
                    ? number
                    : Expression.Condition(
                        Expression.Property(value, "HasValue"),
                        number,
                        Expression.Constant(null, typeof(long?))
                    );
        }
        return Expression.Lambda<Func<T, long?>>(Expression.Convert(value, typeof(long?)), row).Compile();
    }
}
