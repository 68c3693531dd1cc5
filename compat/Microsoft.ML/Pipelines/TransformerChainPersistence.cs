using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;

[assembly: LoadableTransformer(TransformerChainPersistence.LoaderSignature, typeof(TransformerChainPersistence))]

namespace Microsoft.ML.Data;

/// <summary>Writes a chain as a folder for each of its transformers.</summary>
internal static class TransformerChainPersistence
{
    internal const string LoaderSignature = "TransformerChain";

    internal static void Save(ITransformerChainAccessor chain, ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(TransformerChainPersistence));
        ctx.Writer.Write(chain.Transformers.Length);
        for (int i = 0; i < chain.Transformers.Length; i++)
        {
            ctx.Writer.Write((int)chain.Scopes[i]);
            ctx.SaveModel(chain.Transformers[i], FolderOf(i));
        }
    }

    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        int count = ctx.Reader.ReadInt32();
        var transformers = new ITransformer[count];
        var scopes = new TransformerScope[count];
        for (int i = 0; i < count; i++)
        {
            scopes[i] = (TransformerScope)ctx.Reader.ReadInt32();
            transformers[i] = ctx.LoadModel(env, FolderOf(i));
        }

        return new TransformerChain<ITransformer>(transformers, scopes);
    }

    private static string FolderOf(int index) => $"Transform_{index:000}";
}
