namespace Microsoft.ML;

/// <summary>Makes tables of what data come from.</summary>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    IDataView Load(TSource input);

    DataViewSchema GetOutputSchema();
}
