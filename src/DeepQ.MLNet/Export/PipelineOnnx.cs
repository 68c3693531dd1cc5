using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Editing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.MLNet.Export;

/// <summary>Writes a policy and the transforms that make its state as one ONNX model.</summary>
internal static class PipelineOnnx
{
    /// <summary>Creates the model, with the raw columns as inputs and the outputs of the policy.</summary>
    /// <exception cref="ArgumentException">The policy already takes raw columns.</exception>
    /// <exception cref="NotSupportedException">A transform has no ONNX form; the message names it.</exception>
    public static byte[] Write(MLContext context, PolicyInChain model, DataViewSchema input)
    {
        DeepQTransformer policy = model.Policy;
        if (policy.Policy.Signature.TakesColumns)
            throw new ArgumentException("The policy was loaded from a file that includes the featurizer: use that file.", nameof(model));
        string state = policy.Columns.State;
        (List<PipelineStep> lead, DataViewSchema.Column[] raw) = Lead(model, input);
        if (lead.Count == 0)
            return Named(policy, state);

        lead = [.. lead.SelectMany(step => WithRows(context, step))];
        if (lead[^1].Transformer is not (ColumnConcatenatingTransformer or NormalizingTransformer))
            lead.Add(Joined(context, lead[^1].Mapper.OutputSchema, state));
        byte[] featurizer = FeaturizerOnnx.Write(context, lead, raw, state);
        // Not the name of the state itself, which may also be that of a raw column.
        string port = $"{state}.features";
        Dictionary<string, string> connection = new() { [port] = FeaturizerOnnx.OutputOf(state) };
        byte[] whole = OnnxMerge.Append(featurizer, Named(policy, port), connection);
        return OnnxOutputs.Keep(
            whole, [policy.Columns.QValues, policy.Columns.Action, .. policy.Policy.Signature.ExtraOutputs]);
    }

    /// <summary>
    /// Names the step because of which only ONNX Runtime can load a model; null if there is none.
    /// </summary>
    public static string? Unknown(MLContext context, PolicyInChain model, DataViewSchema input) =>
        Lead(model, input).Steps is { Count: > 0 } lead
            ? FeaturizerOnnx.Unknown(context, lead, model.Policy.Columns.State)
            : null;

    private static (List<PipelineStep> Steps, DataViewSchema.Column[] Raw) Lead(PolicyInChain model, DataViewSchema input)
    {
        IEnumerable<ITransformer> before = [.. model.Before.SelectMany(PipelineStep.Flatten), .. Featurizer(model.Policy)];
        List<PipelineStep> steps = PipelineStep.Bind(before, input);
        DataViewSchema states = steps is [.., { Mapper.OutputSchema: var last }] ? last : input;
        return Needed(steps, states[model.Policy.Columns.State]);
    }

    private static IEnumerable<ITransformer> Featurizer(DeepQTransformer policy) =>
        policy.Featurizer is { } featurizer ? PipelineStep.Flatten(featurizer) : [];

    /// <summary>The steps that contribute to a column, and the input columns that they read.</summary>
    private static (List<PipelineStep> Steps, DataViewSchema.Column[] Raw) Needed(
        List<PipelineStep> steps, DataViewSchema.Column column)
    {
        List<PipelineStep> needed = [];
        DataViewSchema.Column[] columns = [column];
        foreach (PipelineStep step in Enumerable.Reverse(steps))
        {
            if (step.Made(columns).Any())
                needed.Insert(0, step);
            columns = [.. step.Mapper.GetDependencies(columns)];
        }

        return (needed, columns);
    }

    // Some later transforms, such as normalizers, are written for rows.
    private static IEnumerable<PipelineStep> WithRows(MLContext context, PipelineStep step) =>
        step.Transformer is OneHotEncodingTransformer or OneHotHashEncodingTransformer or KeyToVectorMappingTransformer
            ? step.Mapper.OutputSchema
                .Where(column => column.Type is VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType })
                .Where(column => !column.IsHidden && step.Makes(column))
                .Select(column => Joined(context, step.Mapper.OutputSchema, column.Name))
                .Prepend(step)
            : [step];

    // The converter adds an axis to the output of OneHotEncoding; a concatenation with nothing makes it one row again.
    private static PipelineStep Joined(MLContext context, DataViewSchema schema, string state)
    {
        ColumnConcatenatingTransformer join = context.Transforms.Concatenate(state, state).Fit(new EmptyTable(schema));
        return new PipelineStep(join, ((ITransformer)join).GetRowToRowMapper(schema));
    }

    private static byte[] Named(DeepQTransformer policy, string state) => OnnxRename.InputsAndOutputs(
        policy.Policy.Model.Span,
        new Dictionary<string, string>
        {
            [policy.Policy.Signature.State] = state,
            [policy.Policy.Signature.QValues] = policy.Columns.QValues,
            [policy.Policy.Signature.Action] = policy.Columns.Action,
        });
}
