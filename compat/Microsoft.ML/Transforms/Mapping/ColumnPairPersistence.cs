namespace Microsoft.ML.Transforms;

/// <summary>Names of output and input columns in a model file.</summary>
internal static class ColumnPairPersistence
{
    internal static void Write(BinaryWriter writer, (string OutputColumnName, string InputColumnName)[] pairs)
    {
        writer.Write(pairs.Length);
        foreach ((string output, string input) in pairs)
        {
            writer.Write(output);
            writer.Write(input);
        }
    }

    internal static (string OutputColumnName, string InputColumnName)[] Read(BinaryReader reader)
    {
        var pairs = new (string OutputColumnName, string InputColumnName)[reader.ReadInt32()];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (reader.ReadString(), reader.ReadString());
        return pairs;
    }
}
