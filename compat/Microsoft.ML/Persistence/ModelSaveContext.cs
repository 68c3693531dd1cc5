using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>A folder of a model file being written: the record "Model.key" and what lies beside it.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string RecordName = "Model.key";
    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly MemoryStream _record = new();
    private string _signature;
    private string _assembly;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_record, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Writes the content of the record.</summary>
    internal BinaryWriter Writer { get; }

    public void Dispose()
    {
        Writer.Dispose();
        _record.Dispose();
    }

    /// <summary>Says which loader reads the model: one that the assembly of <paramref name="type"/> names.</summary>
    internal void SetSignature(string signature, Type type)
    {
        _signature = signature;
        _assembly = type.Assembly.GetName().Name;
    }

    /// <summary>Writes another model into a folder of this one.</summary>
    internal void SaveModel(ICanSaveModel model, string name) => Save(_archive, model, $"{_folder}/{name}");

    /// <summary>Writes an entry of its own beside the record.</summary>
    internal void SaveEntry(string name, Action<BinaryWriter> write)
        => WriteEntry(_archive, $"{_folder}/{name}", write);

    internal static void Save(ZipArchive archive, ICanSaveModel model, string folder)
    {
        using var context = new ModelSaveContext(archive, folder);
        model.Save(context);
        context.Finish();
    }

    internal static void WriteEntry(ZipArchive archive, string path, Action<BinaryWriter> write)
    {
        using var writer = new BinaryWriter(archive.CreateEntry(path).Open(), Encoding.UTF8);
        write(writer);
    }

    private void Finish()
    {
        if (_signature == null)
            throw new InvalidOperationException("ModelSignature not specified!");
        Writer.Flush();
        WriteEntry(_archive, $"{_folder}/{RecordName}", writer =>
        {
            writer.Write(_signature);
            writer.Write(_assembly);
            writer.Write(_record.ToArray());
        });
    }
}
