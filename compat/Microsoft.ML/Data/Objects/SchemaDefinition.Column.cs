namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>The column that a member is.</summary>
    public sealed class Column
    {
        private DataViewSchema.Annotations _annotations = DataViewSchema.Annotations.Empty;

        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations;

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
            => AddAnnotations(builder => builder.Add(kind, annotationType, (ref T destination) => destination = value));

        internal void AddAnnotations(Action<DataViewSchema.Annotations.Builder> add)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(_annotations, _ => true);
            add(builder);
            _annotations = builder.ToAnnotations();
        }
    }
}
