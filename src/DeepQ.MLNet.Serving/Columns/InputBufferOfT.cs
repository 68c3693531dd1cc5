using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Columns;

/// <inheritdoc/>
internal sealed class InputBuffer<TColumn, TValue> : InputBuffer
{
    private readonly ValueGetter<TColumn>? _scalar;
    private readonly ValueGetter<VBuffer<TColumn>>? _vector;
    private readonly Func<TColumn, TValue> _convert;
    private readonly TValue[] _values;
    private TColumn _one = default!;
    private VBuffer<TColumn> _many;

    public InputBuffer(
        DataViewRow row, DataViewSchema.Column column, PolicyInput input, int rows, Func<TColumn, TValue> convert)
        : base(input)
    {
        if (column.Type is VectorDataViewType)
            _vector = row.GetGetter<VBuffer<TColumn>>(column);
        else
            _scalar = row.GetGetter<TColumn>(column);
        (_convert, _values) = (convert, new TValue[rows * input.Width]);
    }

    public override int? Read(int index)
    {
        if (_scalar is not null)
        {
            _scalar(ref _one);
            _values[index] = _convert(_one);
            return null;
        }

        _vector!(ref _many);
        if (_many.Length != Input.Width)
            return _many.Length;
        foreach (KeyValuePair<int, TColumn> item in _many.Items(all: true))
            _values[(index * Input.Width) + item.Key] = _convert(item.Value);
        return null;
    }

    public override Array First(int count) => _values.AsSpan(0, count * Input.Width).ToArray();
}
