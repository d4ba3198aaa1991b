using System.Data;
using System.Globalization;
using Dapper;
using LearningAccount.Law;

namespace LearningAccount.Records.Storage;

/// <summary>Teaches Dapper how values stand in columns, once for the program.</summary>
internal static class StoredTypes
{
    private static readonly Lock Gate = new();
    private static bool registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (registered)
            {
                return;
            }
            registered = true;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            Add(ColumnText.Of, text => Guid.ParseExact(text, "D"));
            Add(ColumnText.Of, ColumnText.ToDay);
            Add(ColumnText.Of, ColumnText.ToInstant);
            Add(ColumnText.Of, ColumnText.ToQuarter);
            Add(ColumnText.Of, Fraction.Parse);
            Add(ColumnText.Of, JointCommittee.Parse);
            Add(ColumnText.Of, ColumnText.ToSsin);
            Add(ColumnText.Of, ColumnText.ToEnterpriseNumber);
            Add(ColumnText.Of, ColumnText.ToNssoNumber);
        }
    }

    private static void Add<T>(Func<T, string> write, Func<string, T> read)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(new AsText<T>(write, read));
    }

    private sealed class AsText<T>(Func<T, string> write, Func<string, T> read) : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = write(value);
        }

        public override T Parse(object value) => read(Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }
}
