using System.IO.Compression;
using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Persistence;

/// <summary>A folder of a model file being read.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _folder;

    private ModelLoadContext(ZipArchive archive, string folder, BinaryReader reader)
    {
        _archive = archive;
        _folder = folder;
        Reader = reader;
    }

    /// <summary>Reads the content of the record.</summary>
    internal BinaryReader Reader { get; }

    public void Dispose() => Reader.Dispose();

    /// <summary>Reads a model from a folder of this one.</summary>
    internal ITransformer LoadModel(IHostEnvironment env, string name) => Load(env, _archive, $"{_folder}/{name}");

    /// <summary>Reads an entry beside the record.</summary>
    internal void LoadEntry(string name, Action<BinaryReader> read)
    {
        using BinaryReader reader = OpenEntry(_archive, $"{_folder}/{name}");
        read(reader);
    }

    internal static ITransformer Load(IHostEnvironment env, ZipArchive archive, string folder)
    {
        using var context = new ModelLoadContext(
            archive, folder, OpenEntry(archive, $"{folder}/{ModelSaveContext.RecordName}"));
        string signature = context.Reader.ReadString();
        string assembly = context.Reader.ReadString();
        MethodInfo create = FindLoader(assembly, signature);
        return create.CreateDelegate<Func<IHostEnvironment, ModelLoadContext, ITransformer>>()(env, context);
    }

    private static MethodInfo FindLoader(string assembly, string signature)
    {
        LoadableTransformerAttribute loadable = Assembly.Load(assembly)
            .GetCustomAttributes<LoadableTransformerAttribute>()
            .FirstOrDefault(attribute => attribute.Signature == signature)
            ?? throw new FormatException($"The assembly {assembly} has no loader for '{signature}'.");
        return loadable.Loader.GetMethod(
            "Create",
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
            [typeof(IHostEnvironment), typeof(ModelLoadContext)])
            ?? throw new InvalidOperationException($"{loadable.Loader} has no Create method.");
    }

    private static BinaryReader OpenEntry(ZipArchive archive, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(path)
            ?? throw new FormatException($"The file is no model: it has no entry '{path}'.");
        return new BinaryReader(entry.Open(), Encoding.UTF8);
    }
}
