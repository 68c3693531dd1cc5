using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>The values of one column for the rows that a cursor has read ahead.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>
    /// Returns whether values can be stored while the cursor moves on; a getter may dispose its previous value.
    /// </summary>
    public static bool CanHold(DataViewType type) => type switch
    {
        VectorDataViewType vector => vector.ItemType.RawType.IsValueType,
        PrimitiveDataViewType => type.RawType.IsValueType,
        _ => false,
    };

    /// <summary>Creates the buffer for a column of a cursor.</summary>
    public static ColumnBuffer Create(DataViewRowCursor source, DataViewSchema.Column column, int rows)
    {
        Type buffer = column.Type is VectorDataViewType vector
            ? typeof(VectorColumnBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarColumnBuffer<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(buffer, source, column, rows)!;
    }

    /// <summary>Stores the source's current value for a row of the block.</summary>
    public abstract void Read(int row);

    /// <summary>Returns a getter of the stored value for the block's current row.</summary>
    public abstract Delegate Getter(RowBlock block);
}
