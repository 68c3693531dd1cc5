using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Runs a policy that takes columns.</summary>
internal static class RowRun
{
    /// <summary>Scores some rows in one run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="signature">Its tensors.</param>
    /// <param name="rows">The rows of the call.</param>
    /// <param name="first">The first of them that are scored.</param>
    /// <param name="count">How many are.</param>
    /// <param name="outputs">Where the answers go.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public static void Run(
        PolicySession session,
        PolicySignature signature,
        PolicyRows rows,
        int first,
        int count,
        PolicyOutputs outputs,
        ReadOnlySpan<bool> legal)
    {
        List<OrtValue> inputs = [];
        try
        {
            foreach (RowColumn column in rows.Columns)
                inputs.Add(column.ToTensor(first, count));
            List<string> names = [.. rows.Inputs.Select(input => input.Name)];
            if (signature.IsMaskRequired)
            {
                names.Add(PolicyGraph.MaskName);
                inputs.Add(AllLegal(count, signature.ActionCount));
            }

            List<string> asked = [signature.QValues, signature.Action];
            if (!outputs.Margins.IsEmpty)
                asked.Add(PolicyGraph.MarginName);
            if (!outputs.Distributions.IsEmpty)
                asked.Add(PolicyGraph.DistributionName);
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> given = session.Native.Run(options, names, inputs, asked);
            ReadOnlySpan<float> values = given[0].GetTensorDataAsSpan<float>();
            PolicyAnswers.CheckFinite(values, signature.ActionCount, first);
            if (!outputs.QValues.IsEmpty)
                values.CopyTo(outputs.QValues);
            if (!outputs.Distributions.IsEmpty)
                given[^1].GetTensorDataAsSpan<float>().CopyTo(outputs.Distributions);
            PolicyAnswers.Choose(
                values,
                given[1].GetTensorDataAsSpan<long>(),
                outputs.Margins.IsEmpty ? [] : given[2].GetTensorDataAsSpan<float>(),
                legal,
                signature.ActionCount,
                outputs.Actions,
                outputs.Margins);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    // The choice among the legal actions is made here, whatever the graph can do.
    private static OrtValue AllLegal(int rows, int actions)
    {
        bool[] mask = new bool[rows * actions];
        mask.AsSpan().Fill(true);
        return OrtValue.CreateTensorValueFromMemory(mask, [rows, actions]);
    }

    /// <summary>Runs some rows of zeros and empty text, whatever comes of it.</summary>
    public static void Try(PolicySession session, PolicySignature signature, int count)
    {
        try
        {
            Run(session, signature, PolicyRows.Empty(signature.Inputs, count), 0, count, new PolicyOutputs { Actions = new int[count] }, []);
        }
        catch (UnscorableStateException)
        {
            // That is for a caller to be told who really has such a row.
        }
    }
}
