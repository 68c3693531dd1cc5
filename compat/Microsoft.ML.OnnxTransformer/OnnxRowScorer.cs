using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores a row when the first of its outputs is asked for, and keeps them until the row moves on.</summary>
internal sealed class OnnxRowScorer(
    OnnxModel model, DataViewRow row, string[] inputNames, Func<OrtValue>[] inputs, string[] outputNames) : IDisposable
{
    private IDisposableReadOnlyCollection<OrtValue> _outputs;
    private long _scored = -1;

    public void Dispose()
    {
        _outputs?.Dispose();
        _outputs = null;
    }

    /// <summary>The getter of the output with the given number.</summary>
    internal Delegate CreateGetter(int output, OnnxTensor tensor)
    {
        if (tensor.ItemType is TextDataViewType)
        {
            return tensor.ColumnType is VectorDataViewType
                ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> result) =>
                    CopyTexts(Score(output), ref result))
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> result) =>
                    result = Score(output).GetStringTensorAsArray()[0].AsMemory());
        }

        return GenericCall.Invoke<Delegate>(
            typeof(OnnxRowScorer),
            tensor.ColumnType is VectorDataViewType ? nameof(VectorGetter) : nameof(ScalarGetter),
            [tensor.ItemType.RawType],
            this,
            output);
    }

    private static ValueGetter<T> ScalarGetter<T>(OnnxRowScorer scorer, int output)
        where T : unmanaged
        => (ref T result) => result = scorer.Score(output).GetTensorDataAsSpan<T>()[0];

    private static ValueGetter<VBuffer<T>> VectorGetter<T>(OnnxRowScorer scorer, int output)
        where T : unmanaged
        => (ref VBuffer<T> result) =>
        {
            ReadOnlySpan<T> values = scorer.Score(output).GetTensorDataAsSpan<T>();
            VBufferEditor<T> editor = VBufferEditor.Create(ref result, values.Length);
            values.CopyTo(editor.Values);
            result = editor.Commit();
        };

    private static void CopyTexts(OrtValue value, ref VBuffer<ReadOnlyMemory<char>> result)
    {
        string[] texts = value.GetStringTensorAsArray();
        VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref result, texts.Length);
        for (int i = 0; i < texts.Length; i++)
            editor.Values[i] = texts[i].AsMemory();
        result = editor.Commit();
    }

    private OrtValue Score(int output)
    {
        if (_outputs == null || _scored != row.Position)
        {
            Dispose();
            var values = new OrtValue[inputs.Length];
            try
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = inputs[i]();
                _outputs = model.Run(inputNames, values, outputNames);
                _scored = row.Position;
            }
            finally
            {
                foreach (OrtValue value in values)
                    value?.Dispose();
            }
        }

        return _outputs[output];
    }
}
