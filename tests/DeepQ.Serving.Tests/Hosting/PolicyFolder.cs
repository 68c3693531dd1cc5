using DeepQ.Serving.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

/// <summary>A folder with a policy file that versions are put into.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-").FullName;

    public PolicyFolder(byte[]? model = null) => Put(model ?? Numbered(1));

    public string File => Path.Combine(_folder, "policy.onnx");

    /// <summary>The policy Q(s) = s · (k, 2k, 3k) for odd k and s · (3k, 2k, k) for even k.</summary>
    public static byte[] Numbered(int k) => HandMadePolicies.Rows(
        k % 2 == 1 ? [k, 2 * k, 3 * k] : [3 * k, 2 * k, k], ["a", "b", "c"]);

    /// <summary>Replaces the file as a careful writer does: under another name first.</summary>
    public void Put(byte[] model)
    {
        string other = Path.Combine(_folder, "next");
        System.IO.File.WriteAllBytes(other, model);
        System.IO.File.Move(other, File, overwrite: true);
    }

    public PolicyServiceOptions Options(bool reloadOnChange = false) => new()
    {
        Path = File,
        ReloadOnChange = reloadOnChange,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
