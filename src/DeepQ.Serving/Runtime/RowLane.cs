using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Runs a policy that takes columns and keeps the outputs of the last run.</summary>
internal sealed class RowLane(PolicySession session, PolicySignature signature) : PolicyLane
{
    private readonly RunOptions _options = new();
    private IDisposableReadOnlyCollection<OrtValue>? _given;
    private readonly List<string> _extras = [.. signature.ExtraOutputs];
    private bool _hasExtras;

    public override ReadOnlySpan<float> QValues => _given![0].GetTensorDataAsSpan<float>();

    public override ReadOnlySpan<long> Actions => _given![1].GetTensorDataAsSpan<long>();

    public override ReadOnlySpan<float> Margins => Extra(signature.HasMargin, PolicyGraph.MarginName);

    public override ReadOnlySpan<float> Distributions => Extra(signature.Distribution is not null, PolicyGraph.DistributionName);

    public override ReadOnlySpan<float> Uncertainties => Extra(signature.HasUncertainty, PolicyGraph.UncertaintyName);

    public override void Run(ReadOnlySpan<float> states, bool all) =>
        throw new InvalidOperationException("The policy takes columns.");

    public override void Run(PolicyRows rows, int first, int count, bool all)
    {
        List<OrtValue> inputs = [];
        try
        {
            for (int i = 0; i < rows.Inputs.Count; i++)
                inputs.Add(RowTensor.Of(rows.Inputs[i], rows.Column(i), first, count));
            List<string> names = [.. rows.Inputs.Select(input => input.Name)];
            if (signature.IsMaskRequired)
            {
                names.Add(PolicyGraph.MaskName);
                inputs.Add(AllLegal(count, signature.ActionCount));
            }

            List<string> asked = [signature.QValues, signature.Action];
            if (all)
                asked.AddRange(_extras);
            Release();
            (_given, _hasExtras) = (session.Native.Run(_options, names, inputs, asked), all);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    protected override void Dispose(bool disposing)
    {
        Release();
        _options.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlySpan<float> Extra(bool isThere, string name) =>
        _hasExtras && isThere ? _given![2 + _extras.IndexOf(name)].GetTensorDataAsSpan<float>() : [];

    private void Release()
    {
        _given?.Dispose();
        _given = null;
    }

    // The choice among the legal actions is made elsewhere, whatever the graph supports.
    private static OrtValue AllLegal(int rows, int actions)
    {
        bool[] mask = new bool[rows * actions];
        mask.AsSpan().Fill(true);
        return OrtValue.CreateTensorValueFromMemory(mask, [rows, actions]);
    }
}
