package dev.footfall.server.enrich;

/** Agents that are known by a word in their text. */
final class KnownAgents {
  static final NameTable MONITORS =
      new NameTable(
          "uptimerobot", "UptimeRobot",
          "pingdom", "Pingdom",
          "statuscake", "StatusCake",
          "better uptime", "Better Uptime",
          "betterstack", "Better Uptime",
          "kube-probe", "kube-probe",
          "googlehc", "GoogleHC",
          "elb-healthchecker", "ELB-HealthChecker",
          "amazon-route53-health-check", "Amazon-Route53-Health-Check-Service",
          "googlestackdrivermonitoring", "GoogleStackdriverMonitoring",
          "site24x7", "Site24x7",
          "datadog", "Datadog",
          "newrelic", "New Relic",
          "dynatrace", "Dynatrace",
          "catchpoint", "Catchpoint",
          "uptime-kuma", "Uptime-Kuma",
          "gatus", "Gatus",
          "prometheus", "Prometheus",
          "blackbox exporter", "Blackbox Exporter",
          "blackbox-exporter", "Blackbox Exporter",
          "check_http", "check_http",
          "nagios", "Nagios",
          "icinga", "Icinga",
          "zabbix", "Zabbix",
          "checkly", "Checkly",
          "cronitor", "Cronitor",
          "updown.io", "updown.io",
          "hetrixtools", "HetrixTools",
          "freshping", "Freshping",
          "nodeping", "NodePing",
          "oh dear", "Oh Dear",
          "montastic", "Montastic",
          "jetmon", "Jetmon",
          "consul health check", "Consul",
          "envoy/hc", "Envoy",
          "edge health probe", "Azure",
          "alwayson", "Azure",
          "cloudflare-healthchecks", "Cloudflare-Healthchecks",
          "footfall-monitor", "Footfall-Monitor");

  /** Crawlers that do not call themselves bot, spider or crawler. */
  static final NameTable CRAWLERS =
      new NameTable(
          "google-inspectiontool", "Google-InspectionTool",
          "googleother", "GoogleOther",
          "google-extended", "Google-Extended",
          "google-read-aloud", "Google-Read-Aloud",
          "google-site-verification", "Google-Site-Verification",
          "feedfetcher-google", "FeedFetcher-Google",
          "mediapartners-google", "Mediapartners-Google",
          "apis-google", "APIs-Google",
          "chatgpt-user", "ChatGPT-User",
          "claude-user", "Claude-User",
          "anthropic-ai", "anthropic-ai",
          "perplexity-user", "Perplexity-User",
          "mistralai-user", "MistralAI-User",
          "cohere-ai", "cohere-ai",
          "meta-externalagent", "meta-externalagent",
          "meta-externalfetcher", "meta-externalfetcher",
          "facebookexternalhit", "facebookexternalhit",
          "facebookcatalog", "facebookcatalog",
          "whatsapp", "WhatsApp",
          "skypeuripreview", "SkypeUriPreview",
          "bingpreview", "BingPreview",
          "yahoo! slurp", "Yahoo! Slurp",
          "censysinspect", "CensysInspect",
          "zgrab", "zgrab",
          "scrapy", "Scrapy",
          "ia_archiver", "ia_archiver",
          "heritrix", "Heritrix",
          "nutch", "Nutch",
          "httrack", "HTTrack",
          "embedly", "Embedly",
          "flipboardproxy", "FlipboardProxy");

  /** Browsers inside apps, and some that the patterns take for others. */
  static final NameTable APPS =
      new NameTable(
          "linkedinapp", "LinkedIn",
          "micromessenger", "WeChat",
          "musical_ly", "TikTok",
          "trill_", "TikTok",
          "bytedancewebview", "TikTok",
          "focus/", "Firefox Focus",
          "duckduckgo/", "DuckDuckGo",
          "smart-tv; linux; tizen", "Samsung Internet");

  /** Programs that do not begin with their name. */
  static final NameTable PROGRAMS =
      new NameTable("windowspowershell", "PowerShell", "powershell", "PowerShell");

  private KnownAgents() {}
}
