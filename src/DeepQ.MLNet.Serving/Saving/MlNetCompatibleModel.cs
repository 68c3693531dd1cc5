using DeepQ.MLNet.Columns;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.MLNet.Saving;

/// <summary>Saves a policy as stock transformers, which any ML.NET program can load.</summary>
internal static class MlNetCompatibleModel
{
    public static void Save(
        ModelSaveContext context,
        ModelPolicy policy,
        PolicyColumns columns,
        ITransformer? featurizer,
        string? temporaryFolder)
    {
        if (policy.Signature.IsOfBytes)
        {
            throw new NotSupportedException(
                "A policy that observes bytes cannot be saved with a pipeline: the stock transformer would read a column "
                + "of bytes, and this one reads floats. Export the policy without ByteObservations.");
        }

        string folder = string.IsNullOrEmpty(temporaryFolder) ? Path.GetTempPath() : temporaryFolder;
        string path = Path.Combine(folder, $"deepq-{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, Named(policy, columns));
        EmptyTable table = new(InputSchema(policy, columns));
        try
        {
            using OnnxTransformer stock = new MLContext().Transforms
                .ApplyOnnxModel(
                    [columns.QValues, columns.Action, .. policy.Signature.ExtraOutputs],
                    [.. table.Schema.Select(column => column.Name)],
                    path)
                .Fit(table);
            IEnumerable<ITransformer> key = MlNetCompatibleKey.After(stock.GetOutputSchema(table.Schema), columns, policy.ActionNames);
            ICanSaveModel whole = new TransformerChain<ITransformer>(
                featurizer is null ? [stock, .. key] : [featurizer, stock, .. key]);
            whole.Save(context);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// The model with its tensors named like the columns, because the stock transformer supports no other names. It
    /// also stores the name of the key, which is not a tensor.
    /// </summary>
    private static byte[] Named(ModelPolicy policy, PolicyColumns columns)
    {
        byte[] model = OnnxRename.InputsAndOutputs(
            policy.Model.Span,
            new Dictionary<string, string>(
                policy.Inputs.Select(input => KeyValuePair.Create(input.Name, NameOf(input, policy, columns))))
            {
                [policy.Signature.QValues] = columns.QValues,
                [policy.Signature.Action] = columns.Action,
            });
        return policy.Metadata is null || columns.PredictedAction == PolicyColumns.Default.PredictedAction
            ? model
            : OnnxProperties.Set(model, PolicyProperties.PredictedActionColumn, columns.PredictedAction);
    }

    private static string NameOf(PolicyInput input, ModelPolicy policy, PolicyColumns columns) =>
        policy.Signature.TakesColumns ? input.Name : columns.State;

    private static DataViewSchema InputSchema(ModelPolicy policy, PolicyColumns columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (PolicyInput input in policy.Inputs)
        {
            PrimitiveDataViewType type = InputBuffer.TypeOf(input.ElementType);
            builder.AddColumn(
                NameOf(input, policy, columns),
                policy.Signature.TakesColumns && input.Width == 1 ? type : new VectorDataViewType(type, input.Width));
        }

        if (policy.Signature.IsMaskRequired)
            builder.AddColumn(PolicyGraph.MaskName, new VectorDataViewType(BooleanDataViewType.Instance, policy.ActionCount));
        return builder.ToSchema();
    }
}
