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
    /// <param name="qValues">Rows × actions values; left alone when empty.</param>
    /// <param name="actions">An action for each row; left alone when empty.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public static void Run(
        PolicySession session,
        PolicySignature signature,
        PolicyRows rows,
        int first,
        int count,
        Span<float> qValues,
        Span<int> actions,
        ReadOnlySpan<bool> legal)
    {
        List<OrtValue> inputs = [];
        try
        {
            foreach (RowColumn column in rows.Columns)
                inputs.Add(column.ToTensor(first, count));
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Native.Run(
                options, [.. rows.Inputs.Select(input => input.Name)], inputs, [signature.QValues, signature.Action]);
            ReadOnlySpan<float> values = outputs[0].GetTensorDataAsSpan<float>();
            PolicyAnswers.CheckFinite(values, signature.ActionCount, first);
            if (!qValues.IsEmpty)
                values.CopyTo(qValues);
            if (!actions.IsEmpty)
                PolicyAnswers.Choose(values, outputs[1].GetTensorDataAsSpan<long>(), signature.ActionCount, actions, legal);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    /// <summary>Runs some rows of zeros and empty text, whatever comes of it.</summary>
    public static void Try(PolicySession session, PolicySignature signature, int count)
    {
        try
        {
            Run(session, signature, PolicyRows.Empty(signature.Inputs, count), 0, count, [], new int[count], []);
        }
        catch (UnscorableStateException)
        {
            // That is for a caller to be told who really has such a row.
        }
    }
}
