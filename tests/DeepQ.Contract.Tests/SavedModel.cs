using System.IO.Compression;
using Microsoft.ML;

namespace DeepQ.Contract.Tests;

/// <summary>A model file in memory.</summary>
internal static class SavedModel
{
    public static ITransformer RoundTrip(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using MemoryStream file = Save(context, model, schema);
        return context.Model.Load(file, out _);
    }

    public static byte[] Entry(MLContext context, ITransformer model, DataViewSchema schema, string name)
    {
        using MemoryStream file = Save(context, model, schema);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        using Stream entry = zip.GetEntry(name).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static MemoryStream Save(MLContext context, ITransformer model, DataViewSchema schema)
    {
        var file = new MemoryStream();
        context.Model.Save(model, schema, file);
        file.Position = 0;
        return file;
    }
}
