using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Reads the slot names of a vector.</summary>
internal static class SlotNames
{
    /// <summary>Returns the name of a slot in brackets, for an error; empty if the column has no names.</summary>
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
