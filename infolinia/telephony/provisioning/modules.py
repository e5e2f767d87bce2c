"""The parts of Asterisk that a helpline needs; everything else stays out of the memory and off the disk."""

WIRE = """
res_timing_timerfd res_crypto res_http_websocket res_websocket_client res_sorcery_config res_sorcery_memory
res_sorcery_astdb res_pjproject res_pjsip res_pjsip_session res_pjsip_sdp_rtp res_pjsip_authenticator_digest
res_pjsip_outbound_authenticator_digest res_pjsip_outbound_registration res_pjsip_caller_id res_pjsip_dtmf_info
res_pjsip_dlg_options res_pjsip_empty_info res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user
res_pjsip_header_funcs res_pjsip_logger res_pjsip_nat res_pjsip_path res_pjsip_pubsub res_pjsip_registrar
res_pjsip_acl res_pjsip_rfc3326 res_pjsip_sips_contact res_pjsip_transport_websocket res_rtp_asterisk res_srtp
res_security_log chan_pjsip chan_bridge_media
"""

SOUND = """
codec_alaw codec_ulaw codec_a_mu codec_g722 codec_opus_open_source codec_resample format_pcm format_sln format_wav
res_format_attr_opus res_musiconhold
"""

APPLICATION = """
res_stasis res_stasis_answer res_stasis_device_state res_stasis_playback res_stasis_recording res_stasis_snoop
res_stasis_broadcast app_stasis app_stasis_broadcast res_ari res_ari_model res_ari_applications res_ari_asterisk
res_ari_bridges res_ari_channels res_ari_device_states res_ari_endpoints res_ari_events res_ari_playbacks
res_ari_recordings res_ari_sounds
"""

DIALPLAN = """
pbx_config bridge_builtin_features bridge_builtin_interval_features bridge_holding bridge_native_rtp bridge_simple
bridge_softmix app_dial app_echo app_exec app_milliwatt app_mixmonitor app_playback app_queue app_stack app_verbose
func_callerid func_channel func_cut func_devstate func_global func_hangupcause func_jitterbuffer func_logic
func_math func_pjsip_aor func_pjsip_contact func_pjsip_endpoint func_sorcery func_strings func_talkdetect
func_timeout func_volume res_clioriginate res_mutestream res_cdrel_custom cel_custom
"""

MODULES = f"{WIRE} {SOUND} {APPLICATION} {DIALPLAN}".split()
