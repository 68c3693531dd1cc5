using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

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
            using (PolicyLane lane = new(session, model.Signature))
                lane.Try(rows: 1);
            return new(NodeProfile.Read(session.Native.EndProfiling()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
