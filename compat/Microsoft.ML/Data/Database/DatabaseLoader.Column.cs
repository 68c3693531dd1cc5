using System.Data;

namespace Microsoft.ML.Data;

public sealed partial class DatabaseLoader
{
    /// <summary>A column and what it is read from: a vector if that is a range or several.</summary>
    public sealed class Column
    {
        public string Name;
        public DbType Type = DbType.Single;
        public Range[] Source;
        public KeyCount KeyCount;

        public Column()
        {
        }

        public Column(string name, DbType dbType, int index)
            : this(name, dbType, [new Range(index)])
        {
        }

        public Column(string name, DbType dbType, int minIndex, int maxIndex)
            : this(name, dbType, [new Range(minIndex, maxIndex)])
        {
        }

        public Column(string name, DbType dbType, Range[] source, KeyCount keyCount = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(source);
            (Name, Type, Source, KeyCount) = (name, dbType, source, keyCount);
        }
    }
}
