using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Reads what the places of a vector are called.</summary>
internal static class SlotNames
{
    /// <summary>The name of a place in brackets, for an error; empty where the column does not say.</summary>
    public static string Of(DataViewSchema.Column column, int slot)
    {
        if (!column.HasSlotNames())
            return "";
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        ReadOnlyMemory<char> name = names.GetItemOrDefault(slot);
        return name.IsEmpty ? "" : $" ('{name}')";
    }
}
