using DeepQ.Serving.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Placement;

/// <summary>Runs a policy once with a profile and reads where it ran.</summary>
internal static class PlacementProbe
{
    public static PolicyPlacement Run(PolicyModel model, OnnxPolicyOptions options, int? gpuDeviceId)
    {
        string folder = Directory.CreateTempSubdirectory("deepq-placement-").FullName;
        try
        {
            using SessionOptions settings = PolicyRuntime.Settings(options, gpuDeviceId);
            settings.ProfileOutputPathPrefix = Path.Combine(folder, "profile");
            settings.EnableProfiling = true;
            using PolicySession session = PolicySession.Open(model.Model, settings, gpuDeviceId);
            Try(session, model.Signature);
            return new(NodeProfile.Read(session.Native.EndProfiling()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Try(PolicySession session, PolicySignature signature)
    {
        if (signature.TakesColumns)
        {
            RowRun.Try(session, signature, count: 1);
            return;
        }

        using InferenceSlot lane = new(session, signature);
        lane.Try(rows: 1);
    }
}
