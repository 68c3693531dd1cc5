using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.MLNet.Export;

/// <summary>Compares an ONNX model of a whole pipeline with the pipeline, on rows of a table.</summary>
internal sealed class PipelineComparison
{
    /// <summary>
    /// The greatest relative difference of Q-values: a featurizer rounds too, and the network propagates that.
    /// </summary>
    public const double Tolerance = 1e-4;

    private readonly IDataView _rows;
    private readonly float[][] _qValues;
    private readonly long[][] _actions;
    private readonly string[] _outputs;
    private readonly double _rounding;

    /// <param name="context">The context that takes the rows.</param>
    /// <param name="model">The pipeline.</param>
    /// <param name="data">Rows that the pipeline can take.</param>
    /// <param name="policy">The policy that the pipeline ends in.</param>
    /// <param name="count">The greatest number of rows to compare.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public PipelineComparison(
        MLContext context, ITransformer model, IDataView data, DeepQTransformer policy, int count)
    {
        _rows = context.Data.Cache(context.Data.TakeRows(data, count));
        IDataView scored = model.Transform(_rows);
        PolicyColumns columns = policy.Columns;
        _qValues = [.. scored.GetColumn<float[]>(columns.QValues)];
        _actions = [.. scored.GetColumn<long[]>(columns.Action)];
        _outputs = [columns.QValues, columns.Action];
        if (_qValues.Length == 0)
            throw new ArgumentException("The data have no rows to compare the ONNX model with the pipeline on.");
        _rounding = Rounding(policy.Policy, [.. scored.GetColumn<float[]>(columns.State).SelectMany(state => state)]);
    }

    /// <summary>Runs the model on the rows: one alone, three together, and all others.</summary>
    /// <exception cref="NotSupportedException">The runtime cannot run ML.NET's model, or not on several rows.</exception>
    public VerificationReport Run(byte[] model)
    {
        try
        {
            return Compare(model);
        }
        catch (OnnxRuntimeException error)
        {
            throw NotRun($"ONNX Runtime reports: {error.Message}", error);
        }
    }

    private VerificationReport Compare(byte[] model)
    {
        using InferenceSession session = new(model);
        List<BatchVerification> batches = [];
        ColumnTensors columns = new(_rows, session.InputMetadata);
        int first = 0;
        foreach (int size in new[] { 1, 3, int.MaxValue })
        {
            int count = Math.Min(size, _qValues.Length - first);
            if (count == 0)
                break;
            batches.Add(Compare(session, columns, first, count));
            first += count;
        }

        return new VerificationReport(Tolerance, batches);
    }

    private BatchVerification Compare(InferenceSession session, ColumnTensors columns, int first, int count)
    {
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            session.Run(columns.Rows(first, count), _outputs);
        float[] qValues = [.. results[0].AsEnumerable<float>()];
        long[] actions = [.. results[1].AsEnumerable<long>()];
        float[] expectedValues = [.. _qValues.Skip(first).Take(count).SelectMany(row => row)];
        if (qValues.Length != expectedValues.Length)
            throw NotRun($"For {count} rows it returns {qValues.Length} values, not {expectedValues.Length}");
        long[] expectedActions = [.. _actions.Skip(first).Take(count).Select(row => row[0])];
        return OnnxVerifier.Compare(
            (qValues, actions), (expectedValues, expectedActions), count, Tolerance, _rounding);
    }

    private static NotSupportedException NotRun(string what, Exception? error = null) => new(
        "ML.NET's ONNX form of a transform before the policy does not run on rows. Create its columns before the pipeline, " +
        $"or with other transforms; or serve the pipeline as ML.NET saves it. {what}",
        error);

    // The effect of the last digits of the states on the Q-values: a featurizer in ONNX rounds them differently. If
    // states are large, and the Q-values small sums of large numbers, the effect exceeds the tolerance.
    private static double Rounding(ModelPolicy policy, float[] states)
    {
        const double lastDigits = 1.0 / (1 << 22);
        const int draws = 3;
        Random random = new(0);
        float[] qValues = new float[states.Length / policy.ObservationSize * policy.ActionCount];
        float[] moved = new float[qValues.Length];
        policy.QValues(states, qValues);
        double greatest = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            float[] near = [.. states.Select(value =>
                (float)(value * (1 + (lastDigits * ((2 * random.NextDouble()) - 1)))))];
            policy.QValues(near, moved);
            for (int i = 0; i < moved.Length; i++)
                greatest = Math.Max(greatest, Math.Abs((double)moved[i] - qValues[i]));
        }

        return double.IsFinite(greatest) ? greatest : 0;
    }
}
