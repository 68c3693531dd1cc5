using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Tests.Verification;

public sealed class VerifiedFileTests : IDisposable
{
    private static readonly VerificationReport Good = new(1e-5, [new BatchVerification(1, 0, 0, 0)]);
    private static readonly VerificationReport Bad = new(1e-5, [new BatchVerification(1, 0.5, 0.5, 1)]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq-onnx-");

    private string PolicyPath => Path.Combine(_folder.FullName, "policy.onnx");

    [Fact]
    public void The_bytes_on_disk_are_verified_before_the_file_has_its_name()
    {
        VerificationReport report = VerifiedFile.Write(PolicyPath, [1, 2, 3], bytes =>
        {
            Assert.Equal([1, 2, 3], bytes);
            Assert.False(File.Exists(PolicyPath));
            Assert.Single(_folder.GetFiles());
            return Good;
        });

        Assert.Same(Good, report);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(PolicyPath));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_leads_to_is_replaced()
    {
        string target = Path.Combine(_folder.FullName, "v3.onnx");
        File.WriteAllBytes(target, [9]);
        try
        {
            File.CreateSymbolicLink(PolicyPath, target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // Links need a right there that not everyone has.
            return;
        }

        VerifiedFile.Write(PolicyPath, [1, 2, 3], _ => Good);

        Assert.NotNull(new FileInfo(PolicyPath).LinkTarget);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(target));
    }

    [Fact]
    public void A_name_may_be_as_long_as_the_file_system_allows()
    {
        string path = Path.Combine(_folder.FullName, new string('n', 250) + ".onnx");

        VerifiedFile.Write(path, [1, 2, 3], _ => Good);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_folder_that_is_a_file_or_missing_is_an_IOException() => Assert.ThrowsAny<IOException>(
        () => VerifiedFile.Write(Path.Combine(_folder.FullName, "missing", "policy.onnx"), [1], _ => Good));

    [Fact]
    public void An_older_file_is_replaced()
    {
        File.WriteAllBytes(PolicyPath, [9]);

        VerifiedFile.Write(PolicyPath, [1, 2, 3], _ => Good);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(PolicyPath));
    }

    [Fact]
    public void A_file_that_differs_is_refused_with_the_figures()
    {
        File.WriteAllBytes(PolicyPath, [9]);

        PolicyVerificationException error = Assert.Throws<PolicyVerificationException>(
            () => VerifiedFile.Write(PolicyPath, [1, 2, 3], _ => Bad));

        Assert.Same(Bad, error.Report);
        Assert.Contains("differ by at most 0.5", error.Message, StringComparison.Ordinal);
        Assert.Equal([9], File.ReadAllBytes(PolicyPath));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void When_verifying_fails_the_older_file_is_untouched()
    {
        File.WriteAllBytes(PolicyPath, [9]);

        Assert.Throws<TimeoutException>(
            () => VerifiedFile.Write(PolicyPath, [1, 2, 3], _ => throw new TimeoutException()));

        Assert.Equal([9], File.ReadAllBytes(PolicyPath));
        Assert.Single(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
