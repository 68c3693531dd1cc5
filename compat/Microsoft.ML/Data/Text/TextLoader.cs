namespace Microsoft.ML.Data;

/// <summary>Reads delimited text.</summary>
public sealed partial class TextLoader
{
    private TextLoader()
    {
    }
}
